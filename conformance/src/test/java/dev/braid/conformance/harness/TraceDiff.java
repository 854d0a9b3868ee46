package dev.braid.conformance.harness;

import java.util.List;

/** Two traces side by side, the first difference marked. */
final class TraceDiff {

    private static final String SAME = "    ";
    private static final String FIRST_DIFFERENCE = " => ";

    private TraceDiff() {}

    static String of(String leftTitle, List<String> left, String rightTitle, List<String> right) {
        int width = leftTitle.length();
        for (String line : left) {
            width = Math.max(width, line.length());
        }
        StringBuilder text = new StringBuilder(row(SAME, leftTitle, rightTitle, width));
        boolean marked = false;
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String a = i < left.size() ? left.get(i) : "";
            String b = i < right.size() ? right.get(i) : "";
            boolean differs = i >= left.size() || i >= right.size() || !a.equals(b);
            text.append(row(differs && !marked ? FIRST_DIFFERENCE : SAME, a, b, width));
            marked |= differs;
        }
        return text.toString();
    }

    private static String row(String mark, String left, String right, int width) {
        return (mark + left + " ".repeat(width - left.length()) + " | " + right).stripTrailing() + "\n";
    }
}
