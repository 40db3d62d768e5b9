using System.Globalization;
using Playground.Serving;

// Draw data, change the topology, and watch a network learn, in a browser: `-- --port N` for a fixed port, `--no-browser` to open none.
if (!TryRead(args, out var port, out var opensBrowser))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Playground [-- [--port N] [--no-browser]]   (N is from 1 to 65535; a free port by default)");
    return 2;
}

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
try
{
    await using var server = await PlaygroundServer.StartAsync(port);
    Console.WriteLine(server.Address);
    Console.WriteLine("Ctrl+C ends the playground.");
    if (opensBrowser)
        Browser.TryOpen(server.Address);
    await server.WaitAsync();
    return 0;
}
catch (IOException exception)
{
    Console.Error.WriteLine($"Port {port} cannot be used: {exception.Message} Choose another one with --port, or leave it out.");
    return 1;
}

static bool TryRead(string[] args, out int port, out bool opensBrowser)
{
    (port, opensBrowser) = (0, true);
    for (var index = 0; index < args.Length; index++)
    {
        if (args[index] == "--no-browser")
            opensBrowser = false;
        else if (args[index] != "--port" || ++index == args.Length || !int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
            return false;
    }

    return true;
}
