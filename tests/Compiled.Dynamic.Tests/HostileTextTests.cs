namespace Compiled.Dynamic.Tests;

/// <summary>Declarations come from files of anybody's: nothing but blocks and constants gets as far as the compiler.</summary>
public class HostileTextTests
{
    [Theory]
    [InlineData("DYN0002", "")]
    [InlineData("DYN0001", "[Network(4)] [Dense(3)")]
    [InlineData("DYN0001", "[Network(4)] [Dense(3)] class Evil { static Evil() { System.Environment.Exit(1); } }")]
    [InlineData("DYN0001", "[Network(4)] [Dense(3)] public sealed")]
    [InlineData("DYN0001", "using System; [Network(4)] [Dense(3)]")]
    [InlineData("DYN0002", "[assembly: Network(4)] [Dense(3)]")]
    [InlineData("DYN0002", "[module: System.Obsolete] [Network(4)] [Dense(3)]")]
    [InlineData("DYN0002", "[type: Network(4)] [Dense(3)]")]
    [InlineData("DYN0001", "#define X\n[Network(4)] [Dense(3)]")]
    [InlineData("DYN0001", "[Network(4)]\n#if true\n[Dense(3)]\n#endif\n")]
    [InlineData("DYN0001", "#pragma warning disable\n[Network(4)] [Dense(3)]")]
    [InlineData("DYN0001", "#r \"evil.dll\"\n[Network(4)] [Dense(3)]")]
    [InlineData("DYN0001", "[Network(4)] [Dense(3)] /*")]
    [InlineData("DYN0001", "namespace A; [Network(4)] [Dense(3)]")]
    [InlineData("DYN0001", "System.Console.WriteLine(); [Network(4)] [Dense(3)]")]
    [InlineData("DYN0001", "[Network(4)] [Dense(3)] delegate void D();")]
    [InlineData("DYN0002", "[Dense(3)]")]
    [InlineData("DYN0002", "[Network(4)] [Network(5)] [Dense(3)]")]
    [InlineData("DYN0002", "[Network(4)] [System.Obsolete]")]
    [InlineData("DYN0002", "[Network(4)] [Obsolete]")]
    [InlineData("DYN0002", "[Network(4)] [System.Runtime.CompilerServices.ModuleInitializer]")]
    [InlineData("DYN0002", "[Network(4)] [Compiled.Dense(3)]")]
    [InlineData("DYN0002", "[Network(4)] [global::Compiled.Dense(3)]")]
    [InlineData("DYN0002", "[Network(4)] [DenseAttribute(3)]")]
    [InlineData("DYN0002", "[Network(4)] [Dense(3)] [Activation(typeof(Evil))]")]
    [InlineData("DYN0002", "[Network(4)] [Dense(3)] [Loss(typeof(Evil))]")]
    [InlineData("DYN0002", "[Network(4)] [Dense(3), Softmax] [Classes<System.DayOfWeek>]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(typeof(int))]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(int.MaxValue)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(1 + 2)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(unchecked((int)3))]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(sizeof(int))]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(default)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = nameof(System))]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = $\"{1}\")]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = \"a\"u8)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = null)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Initializer = Initializer.None)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Initializer = (Initializer)3)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Initializer = System.Initializer.Zeros)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, @class = 1)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(new[] { 1 })]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(0x10)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(1.2.3)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(- 1)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(1e)]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = \"\\q\")]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = \"a\n\")]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = \"\\UFFFFFFFF\")]")]
    [InlineData("DYN0003", "[Network(4)] [Dense(3, Name = 'a')]")]
    [InlineData("DYN0001", "[Network(4)] [Dense(3),]")]
    [InlineData("DYN0001", "[Network(4)] []")]
    public void What_is_no_list_of_blocks_is_refused(string id, string text)
    {
        Assert.Equal(id, Assert.Single(Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Parse(text)).Problems).Id);
    }

    [Fact]
    public void Text_in_quotes_stays_text()
    {
        var declaration = NetworkDeclaration.Parse("[Network(4)] [Dense(3, Name = \"a\\\")] class Evil; [Dense(\\\"\\u0022\\n//\")]");
        Assert.Equal("CMP0029", Assert.Single(declaration.Problems()).Id);
        Assert.Equal(declaration, NetworkDeclaration.Parse(declaration.Text));
    }

    [Fact]
    public void A_message_names_what_was_written_and_is_short()
    {
        var problem = Assert.Single(Assert.Throws<NetworkCompilationException>(
            () => NetworkDeclaration.Parse($"[Network(4)] [Dense(3, Name = nameof({new string('x', 5000)}))]")).Problems);
        Assert.StartsWith("line 1, column 24: 'Name = nameof(xxx", problem.Message);
        Assert.Contains("is not a plain constant that Dense accepts", problem.Message);
        Assert.True(problem.Message.Length < 300);
    }

    [Fact]
    public void Too_long_a_text_is_not_read() =>
        Assert.Contains("65536", Assert.Single(Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Parse(new string('[', 65_537))).Problems).Message);

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('-')]
    [InlineData('<')]
    [InlineData('#')]
    [InlineData('"')]
    [InlineData('$')]
    [InlineData('{')]
    [InlineData('\\')]
    [InlineData('1')]
    public void Whatever_is_repeated_is_refused_and_ends_no_process(char character) =>
        Assert.NotEmpty(Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Parse($"[Network(4)] [Dense({new string(character, 65_000)}")).Problems);

    [Fact]
    public void Any_character_more_or_less_is_refused_or_read_and_nothing_else()
    {
        const string Text = "[Network(inputs: 4)]\n[Dense(3, Name = \"a\"), LeakyRelu(0.1)]\n[MeanSquaredError]";
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var place = random.Next(Text.Length);
            var text = random.Next(3) switch
            {
                0 => Text.Remove(place, 1),
                1 => Text.Insert(place, ((char)random.Next(128)).ToString()),
                _ => Text[..place],
            };
            try
            {
                var declaration = NetworkDeclaration.Parse(text);
                Assert.Equal(declaration, NetworkDeclaration.Parse(declaration.Text));
            }
            catch (NetworkCompilationException exception)
            {
                Assert.NotEmpty(exception.Problems);
            }
        }
    }
}
