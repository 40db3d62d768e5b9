using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>An authority that signs certificates for a test, as PEM files in a folder that is removed.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-certificates-").FullName;
    private readonly X509Certificate2 _authority;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>One of a name.</summary>
    public TestAuthority(string name = "test authority")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's certificate.</summary>
    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    /// <summary>A member's certificate and key; out of date if asked for.</summary>
    public (string Certificate, string Key) Sign(string name, int daysLeft = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        var until = DateTimeOffset.UtcNow.AddDays(daysLeft);
        using var certificate = request.Create(_authority, until.AddDays(-11) > _authority.NotBefore ? until.AddDays(-11) : _authority.NotBefore, until, RandomNumberGenerator.GetBytes(8));
        var files = (Path.Combine(_folder, $"{name}.pem"), Path.Combine(_folder, $"{name}.key"));
        File.WriteAllText(files.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    /// <summary>The options of a worker with a certificate of this authority.</summary>
    public string[] Options(string name)
    {
        var (certificate, key) = Sign(name);
        return ["--certificate", certificate, "--key", key, "--authority", AuthorityFile];
    }

    /// <summary>The certificates of a client.</summary>
    public ClusterCertificates Client(string name = "client")
    {
        var (certificate, key) = Sign(name);
        return ClusterCertificates.FromFiles(certificate, key, AuthorityFile);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
