using System.Globalization;
using System.Reflection;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Diagnostics;

public sealed class LimitsPageTests
{
    [Fact]
    public void The_page_lists_every_limit_with_its_value()
    {
        var rows = File.ReadAllLines(Path.Combine(DiagnosticPage.Folder, "../limits.md"))
            .Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => int.Parse(line.Split('|')[2], NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture));
        var limits = typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!);
        Assert.Equal(limits, rows);
    }
}
