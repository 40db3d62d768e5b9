namespace Compiled.Oracle;

internal static class Placeholder;
