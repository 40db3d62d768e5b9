using System.Globalization;
using System.Text.RegularExpressions;

namespace Compiled.Benchmarks.Results;

/// <summary>What a processor is called: its brand without trademarks and frequencies, and its core's name where the brand does not tell.</summary>
public static partial class ProcessorName
{
    /// <param name="brand">As the processor gives it, for example "AMD EPYC 7513 32-Core Processor".</param>
    /// <param name="family">Of CPUID, extended family included; 0 where there is none.</param>
    /// <param name="model">Of CPUID, extended model included.</param>
    public static string Of(string brand, int family, int model)
    {
        var name = Spaces().Replace(Decoration().Replace(brand, " "), " ").Trim();
        return Core(brand, family, model) is { } core ? $"{name} ({core})" : name;
    }

    /// <summary>The name as a folder has it: small letters, digits and hyphens.</summary>
    public static string Folder(string name) => Others().Replace(name.ToLowerInvariant(), "-").Trim('-');

    private static string? Core(string brand, int family, int model) => (brand.Split(' ')[0], family, model) switch
    {
        ("AMD", 0x17, <= 0x2F) => "Zen",
        ("AMD", 0x17, _) => "Zen 2",
        ("AMD", 0x19, (>= 0x10 and <= 0x1F) or (>= 0x60 and <= 0x7F) or (>= 0xA0 and <= 0xAF)) => "Zen 4",
        ("AMD", 0x19, _) => "Zen 3",
        ("AMD", 0x1A, _) => "Zen 5",
        ("Intel(R)", 6, 0x55) => "Skylake",
        ("Intel(R)", 6, 0x6A or 0x6C or 0x7E) => "Ice Lake",
        ("Intel(R)", 6, 0x8F) => "Sapphire Rapids",
        ("Intel(R)", 6, 0xCF) => "Emerald Rapids",
        ("Intel(R)", 6, 0xAD or 0xAE) => "Granite Rapids",
        (_, 0, _) => null,
        _ => string.Create(CultureInfo.InvariantCulture, $"family {family}, model {model}"),
    };

    [GeneratedRegex(@"\((R|TM|r|tm)\)|\bCPU\b|\bProcessor\b|\b\d+-Core\b|@.*$|\0")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex Others();
}
