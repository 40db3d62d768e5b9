using System.Text.RegularExpressions;

namespace Compiled.Package.Tests;

/// <summary>The package in other kinds of projects than a console program: each builds without a word about what Compiled brings, and answers.</summary>
public sealed partial class KindsOfProjectTests(PackedPackage package)
{
    /// <summary>Asks itself over HTTP, so that one process is enough.</summary>
    private const string Api = """
        using Compiled;

        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var network = new Sum();
        network.Dense0.Weights[0, 0] = network.Dense0.Weights[0, 1] = 1;
        builder.Services.AddSingleton(network);
        var app = builder.Build();
        app.MapGet("/sum/{first}/{second}", (float first, float second, Sum sum) => sum.Predict([first, second]));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Console.WriteLine(await client.GetStringAsync("/sum/20/22"));
        await app.StopAsync();


        """;

    /// <summary>A service that answers once and ends.</summary>
    private const string Worker = """
        using Compiled;

        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.ClearProviders();
        var network = new Sum();
        network.Dense0.Weights[0, 0] = network.Dense0.Weights[0, 1] = 1;
        builder.Services.AddSingleton(network).AddHostedService<Adder>();
        await builder.Build().RunAsync();

        public sealed class Adder(Sum sum, IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken stoppingToken)
            {
                Console.WriteLine(sum.Predict([20, 22]));
                lifetime.StopApplication();
                return Task.CompletedTask;
            }
        }


        """;

    /// <summary>What StyleCop, Meziantou and the SDK say about the user's line, they must not say about what the generator wrote.</summary>
    private const string Strict = """
        <PropertyGroup>
          <LangVersion>12</LangVersion>
          <Nullable>enable</Nullable>
          <AnalysisMode>All</AnalysisMode>
          <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
          <GenerateDocumentationFile>true</GenerateDocumentationFile>
          <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        </PropertyGroup>
        <ItemGroup>
          <PackageReference Include="StyleCop.Analyzers" Version="1.2.0-beta.556" PrivateAssets="all" />
          <PackageReference Include="Meziantou.Analyzer" Version="3.0.321" PrivateAssets="all" />
        </ItemGroup>
        """;

    [Fact]
    public void A_web_program_a_worker_and_a_library_in_CSharp_12_with_every_rule_build_together()
    {
        var parent = Path.Combine(package.Folder, "kinds");
        var compiled = Consumers.Package("Compiled", package.Version);
        var web = Write("Web", compiled, Api);
        var worker = Write("Worker", compiled + Consumers.Package("Microsoft.Extensions.Hosting", HostingVersion()), Worker);
        File.WriteAllText(Path.Combine(web, "Page.cs"), PackagePage.SourceOf("Compiled"));
        _ = Consumers.Write(parent, "Strict.csproj", "net10.0", compiled + Strict, ("Sum.cs", Consumers.Network), output: "Library");
        File.WriteAllText(Path.Combine(parent, "All.slnx"), """<Solution><Project Path="Web/Web.csproj" /><Project Path="Worker/Worker.csproj" /><Project Path="Strict/Strict.csproj" /></Solution>""");

        var output = Tool.Dotnet(parent, ["build", "All.slnx", .. package.RestoreOptions]).Succeeded();
        var warnings = output.Split('\n').Where(static line => line.Contains(": warning ", StringComparison.Ordinal)).ToList();
        // The rules run: the user's own class has no comment.
        Assert.Contains(warnings, static line => line.Contains("Sum.cs", StringComparison.Ordinal) && line.Contains("SA", StringComparison.Ordinal));
        Assert.All(warnings, static line => Assert.Contains("Sum.cs", line));
        Assert.DoesNotContain(warnings, static line => line.Contains(".g.cs", StringComparison.Ordinal));

        Assert.Equal("42", Tool.Dotnet(web, "bin/Debug/net10.0/Web.dll").Succeeded().Trim());
        Assert.Equal("42", Tool.Dotnet(worker, "bin/Debug/net10.0/Worker.dll").Succeeded().Trim());

        // As "dotnet new web" and "dotnet new worker" begin.
        string Write(string name, string body, string program)
        {
            var folder = Consumers.Write(parent, $"{name}.csproj", "net10.0", body, ("Program.cs", program + Consumers.Network.Replace("using Compiled;", "")));
            var project = Path.Combine(folder, $"{name}.csproj");
            File.WriteAllText(project, File.ReadAllText(project).Replace("Microsoft.NET.Sdk\"", $"Microsoft.NET.Sdk.{name}\""));
            return folder;
        }
    }

    /// <summary>The one that the template of a worker names.</summary>
    private static string HostingVersion()
    {
        var template = File.ReadAllText(Path.Combine(Tool.Repository, "templates/content/compiled-worker/CompiledWorker.csproj"));
        return Hosting().Match(template).Groups[1].Value;
    }

    [GeneratedRegex("Include=\"Microsoft.Extensions.Hosting\" Version=\"([^\"]+)\"")]
    private static partial Regex Hosting();

    [Fact]
    public void An_older_language_is_told_what_is_needed()
    {
        var folder = Consumers.Write(
            Path.Combine(package.Folder, "language"), "Eleven.csproj", "net10.0",
            Consumers.Package("Compiled", package.Version) + "<PropertyGroup><LangVersion>11</LangVersion></PropertyGroup>",
            // A class without a body is C# 12 itself.
            ("Sum.cs", Consumers.Network.Replace("class Sum;", "class Sum\n{\n}")), output: "Library");
        var refused = Tool.Dotnet(folder, ["build", .. package.RestoreOptions]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(
            Consumers.Errors(refused.Output),
            static error => error.Contains("error CMP0016: The network 'Sum' is compiled as C# 11.0, but generated code needs C# 12.0 or later", StringComparison.Ordinal));

        // A class without a body is a mistake of syntax there, after which no analyzer runs.
        var source = Path.Combine(folder, "Sum.cs");
        File.WriteAllText(source, Consumers.Network);
        var error = Assert.Single(Consumers.Errors(Tool.Dotnet(folder, ["build", .. package.RestoreOptions]).Output));
        Assert.Contains("Sum.cs : error CMP0016: A network is compiled as C# 11, but generated code needs C# 12.0 or later: remove <LangVersion>", error, StringComparison.Ordinal);

        // Who only uses networks of others may keep the language.
        File.WriteAllText(source, "class Sum { Compiled.Adam Rule; }");
        _ = Tool.Dotnet(folder, ["build", .. package.RestoreOptions]).Succeeded();
    }

    [Fact]
    public void A_trimmed_program_in_a_single_file_is_published_without_a_warning_and_answers()
    {
        var folder = Consumers.Write(
            Path.Combine(package.Folder, "single"), "Single.csproj", "net10.0", Consumers.Package("Compiled", package.Version),
            ("Program.cs", Consumers.CSharp + Consumers.Network.Replace("using Compiled;", "")));
        var output = Path.Combine(folder, "published");
        string[] publish = ["publish", "-o", output, "--self-contained", "-p:PublishSingleFile=true", "-p:PublishTrimmed=true", "-p:DebugType=none", .. package.RestoreOptions];
        Assert.DoesNotContain("warning", Tool.Dotnet(folder, publish).Succeeded());
        var program = Assert.Single(Directory.GetFiles(output));
        Assert.Equal("42", Tool.Run(folder, program).Succeeded().Trim());
    }

    [Fact]
    public void A_program_in_one_file_names_the_package_in_its_first_line()
    {
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "one file")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "sum.cs"), $"#:package Compiled@{package.Version}\n#:property PublishAot=false\n{Consumers.CSharp}{Consumers.Network.Replace("using Compiled;", "")}");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RestoreAdditionalProjectSources>{package.Feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(package.Folder, "packages")}</RestorePackagesPath>
              </PropertyGroup>
            </Project>
            """);
        Assert.Equal("42", Tool.Dotnet(folder, "run", "sum.cs").Succeeded().Trim());
    }
}
