using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// What the members of a cluster show each other: a certificate of their own and the authority that must have signed the other's, in both directions (mutual TLS). A process
/// with a certificate of that authority is a member, so use one authority per cluster. Host names are not compared: workers come and go under any address. Immutable, safe on any number of threads.
/// </summary>
public sealed class ClusterCertificates
{
    /// <summary>With certificates that are loaded already.</summary>
    /// <param name="certificate">This member's, with its private key.</param>
    /// <param name="authority">The one that must have signed the certificates of all members.</param>
    /// <exception cref="ArgumentException"><paramref name="certificate"/> has no private key, or <paramref name="authority"/> did not sign it.</exception>
    public ClusterCertificates(X509Certificate2 certificate, X509Certificate2 authority)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(authority);
        (Certificate, Authority) = (certificate, authority);
        if (!certificate.HasPrivateKey)
            throw new ArgumentException($"The certificate '{certificate.Subject}' has no private key: a member has to prove that it is its own.", nameof(certificate));
        if (!IsMember(certificate))
            throw new ArgumentException($"The certificate '{certificate.Subject}' was not signed by '{authority.Subject}', or is out of date: other members would refuse it.", nameof(certificate));
    }

    /// <summary>This member's certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The authority of the cluster.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Reads PEM files.</summary>
    /// <param name="certificate">The path of this member's certificate.</param>
    /// <param name="key">The path of its private key.</param>
    /// <param name="authority">The path of the authority's certificate.</param>
    /// <exception cref="ClusterException">A file cannot be read, is not a certificate or a key, or they do not belong together.</exception>
    public static ClusterCertificates FromFiles(string certificate, string key, string authority)
    {
        var signer = Read(authority, "certificate of the authority", () => X509CertificateLoader.LoadCertificateFromFile(authority));
        // Through PKCS #12, since a key that is in memory only is not accepted on every system.
        var own = Read(certificate, $"certificate whose key is '{key}'", () =>
        {
            ModelFiles.CheckOrdinary(key);
            using var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
            return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
        });
        try
        {
            return new(own, signer);
        }
        catch (ArgumentException exception)
        {
            throw new ClusterException($"'{certificate}': {exception.Message}", exception);
        }
    }

    /// <summary>Whether the authority signed this certificate, and it is in date.</summary>
    internal bool IsMember(X509Certificate2? certificate)
    {
        if (certificate is null)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static X509Certificate2 Read(string path, string what, Func<X509Certificate2> read)
    {
        try
        {
            // A read from a pipe would wait for ever, without a word.
            ModelFiles.CheckOrdinary(path);
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ClusterException($"'{path}' cannot be read as the {what}: {exception.Message}", exception);
        }
    }
}
