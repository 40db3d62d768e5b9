using System.ComponentModel;
using System.Diagnostics;

namespace Playground.Serving;

/// <summary>The system's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address where a browser exists; otherwise nothing happens, since the address is printed too.</summary>
    public static void TryOpen(string address)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DISPLAY") is null && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null)
            return;
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]) { RedirectStandardError = true, RedirectStandardOutput = true };
            using var browser = Process.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // Without a browser the address on the screen is enough.
        }
    }
}
