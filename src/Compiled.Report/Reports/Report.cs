using System.Text;
using Compiled.Reports;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Writes what is known of a trained network as one HTML file that needs nothing else: data, topology, curves of the run, evaluation with pictures, importance of the features, the rows
/// that it does worst on, its parameters, how to get it again, and the hash of its parameters.
/// </summary>
/// <remarks>
/// The file makes no network request, has light and dark colours as the reader's system asks for, and is readable from 360 pixels of width on. Names in it may be anything: all of them
/// are escaped. No time is in it: the same network, data and options give the same bytes. A report is safe on any number of threads while nothing writes the network's parameters.
/// </remarks>
public static class Report
{
    /// <summary>Writes the report, completely or not at all.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="test">The rows that it is judged by: rows that training did not see.</param>
    /// <param name="options">The run and more; null for none.</param>
    /// <exception cref="ArgumentException">The dataset lacks a feature of the network, its sizes or classes do not match, or an option is not valid.</exception>
    /// <exception cref="IOException">The file could not be written; the old file is unchanged.</exception>
    public static void Write<TNetwork>(string path, TNetwork network, Dataset test, ReportOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var page = Encoding.UTF8.GetBytes(ToHtml(network, test, options));
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>The report as text.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="test">The rows that it is judged by.</param>
    /// <param name="options">The run and more; null for none.</param>
    /// <exception cref="ArgumentException">The dataset lacks a feature of the network, its sizes or classes do not match, or an option is not valid.</exception>
    public static string ToHtml<TNetwork>(TNetwork network, Dataset test, ReportOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(test);
        options ??= new ReportOptions();
        options.Check();
        return new ReportWriter<TNetwork>(ReportModel<TNetwork>.Of(network), test, options).Write();
    }

    /// <summary>Writes the report of an ensemble, completely or not at all: its evaluation and importance are of the answers of all members together, topology and weights of the first.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="ensemble">The ensemble; it is not changed.</param>
    /// <param name="test">The rows that it is judged by: rows that training did not see.</param>
    /// <param name="options">The run of the first member and more; null for none.</param>
    /// <exception cref="ArgumentException">As for a network.</exception>
    /// <exception cref="IOException">The file could not be written; the old file is unchanged.</exception>
    public static void Write<TNetwork>(string path, Ensemble<TNetwork> ensemble, Dataset test, ReportOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var page = Encoding.UTF8.GetBytes(ToHtml(ensemble, test, options));
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>The report of an ensemble as text.</summary>
    /// <param name="ensemble">The ensemble; it is not changed.</param>
    /// <param name="test">The rows that it is judged by.</param>
    /// <param name="options">The run of the first member and more; null for none.</param>
    /// <exception cref="ArgumentException">As for a network.</exception>
    public static string ToHtml<TNetwork>(Ensemble<TNetwork> ensemble, Dataset test, ReportOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(test);
        options ??= new ReportOptions();
        options.Check();
        return new ReportWriter<TNetwork>(ReportModel<TNetwork>.Of(ensemble), test, options).Write();
    }

    /// <summary>
    /// The SHA-256 of a network's parameters and statistics, in hexadecimal digits: the tensors in the order of <see cref="NetworkTensor.Of"/>, each row-major, as 32-bit floats with the
    /// lowest byte first. Networks with equal hashes predict alike.
    /// </summary>
    /// <param name="network">The network.</param>
    public static string HashOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return ParameterHash.Of(NetworkTensor.Of(network));
    }
}
