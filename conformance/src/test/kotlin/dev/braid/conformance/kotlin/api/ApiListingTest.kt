package dev.braid.conformance.kotlin.api

import dev.braid.Asyncio
import dev.braid.conformance.harness.ConformanceFiles
import dev.braid.kotlin.Suspend
import io.kotest.core.spec.style.FunSpec
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText
import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiTools

/** What users can compile against is listed beside each module, so that a change of it is seen in review. */
class ApiListingTest : FunSpec() {
    init {
        for ((module, type) in listOf("java-api" to Asyncio::class.java, "kotlin-bridge" to Suspend::class.java)) {
            test("the public API of $module is the one listed in $module/api/$module.api") {
                val actual = listing(type)
                val listed = root.resolve("$module/api/$module.api")
                if (!listed.exists() || listed.readText() != actual) {
                    val written = root.resolve("conformance/target/api/$module.api")
                    written.parent.createDirectories()
                    written.writeText(actual)
                    throw AssertionError(
                        "the public API of $module has changed:\n\n${changes(listed, written)}\n\n" +
                            "if that is meant, copy conformance/target/api/$module.api to $module/api and tell users " +
                            "in CHANGELOG.md",
                    )
                }
            }
        }
    }

    private fun listing(type: Class<*>): String = buildString {
        val place = File(type.protectionDomain.codeSource.location.toURI())
        val classes = if (place.isDirectory) place else unpacked(place)
        val files = classes.walk().filter { it.extension == "class" && it.name != "module-info.class" }.toList()
        AbiTools.getInstance().printJvmDump(this, files, WITHOUT_INTERNALS)
    }

    private fun unpacked(jar: File): File {
        val folder = Files.createTempDirectory("braid-api").toFile()
        ZipFile(jar).use { zip ->
            for (entry in zip.entries().asSequence().filter { it.name.endsWith(".class") }) {
                val file = folder.resolve(entry.name)
                file.parentFile.mkdirs()
                zip.getInputStream(entry).use { from -> file.outputStream().use(from::copyTo) }
            }
        }
        return folder
    }

    private fun changes(listed: Path, written: Path): String =
        if (listed.exists()) AbiTools.getInstance().filesDiff(listed.toFile(), written.toFile()).orEmpty() else "no listing yet"

    private companion object {
        val root: Path = ConformanceFiles.folder().parent
        val WITHOUT_INTERNALS = AbiFilters(emptySet(), setOf("dev.braid.internal.**"), emptySet(), emptySet())
    }
}
