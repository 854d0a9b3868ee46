// Runs child.py in CPython built for WebAssembly: node --stack-size=30000 run_pyodide.mjs '<request>'
import { writeSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
pyodide.setStdout({ batched: (line) => writeSync(1, line + "\n") });
pyodide.setStderr({ batched: (line) => writeSync(2, line + "\n") });
pyodide.FS.mkdirTree("/oracle");
pyodide.mountNodeFS("/oracle", dirname(fileURLToPath(import.meta.url)));
pyodide.globals.set("request", process.argv[2]);
pyodide.runPython(`
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/oracle")
import child
child.main(json.loads(request))
`);
process.exit(0);
