using System.Security.Cryptography.X509Certificates;
using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests;

/// <summary>Mutual TLS: members are those whose certificate the cluster's authority has signed.</summary>
[Trait("Speed", "slow")]
public sealed class SecuredClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_members_of_the_authority_are_answered()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority("another authority");
        using var worker = WorkerProcess.Start(["--threads", "1", .. authority.Options("worker")]);
        await worker.ReadyAsync(Cancellation);
        var options = new SearchClusterOptions { First = worker.Gateway, Certificates = authority.Client(), ConnectTimeout = TimeSpan.FromMinutes(2) };
        await using (var cluster = await SearchCluster.ConnectAsync(options, Cancellation))
            Assert.Empty(await cluster.ListAsync(Cancellation));

        var brief = TimeSpan.FromSeconds(3);
        var plain = await Assert.ThrowsAsync<ClusterException>(() => SearchCluster.ConnectAsync(options with { Certificates = null, ConnectTimeout = brief }, Cancellation));
        Assert.Contains("If the cluster uses certificates, pass yours.", plain.Message, StringComparison.Ordinal);
        var foreign = await Assert.ThrowsAsync<ClusterException>(() => SearchCluster.ConnectAsync(options with { Certificates = stranger.Client(), ConnectTimeout = brief }, Cancellation));
        Assert.Contains("certificates of the same authority", foreign.Message, StringComparison.Ordinal);
        // The worker is none the worse for it.
        await using (var again = await SearchCluster.ConnectAsync(options, Cancellation))
            Assert.Empty(await again.ListAsync(Cancellation));
        await using var output = new StringWriter();
        string[] list = ["list", "--first", worker.Gateway.ToString(), "--connect-timeout", "120", .. authority.Options("command")];
        Assert.Equal((0, ""), (await Worker.Cli.RunAsync(list, output, output), output.ToString()));
        worker.Terminate();
        Assert.Equal(0, await worker.ExitAsync(Cancellation));
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_named()
    {
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority("another authority");
        var (certificate, key) = authority.Sign("worker");
        var (_, otherKey) = authority.Sign("other");
        Assert.Equal("CN=worker", ClusterCertificates.FromFiles(certificate, key, authority.AuthorityFile).Certificate.Subject);
        Assert.Contains($"'{certificate}' cannot be read as the certificate whose key is '{otherKey}'", Fail(certificate, otherKey, authority.AuthorityFile), StringComparison.Ordinal);
        Assert.Contains("was not signed by 'CN=another authority'", Fail(certificate, key, stranger.AuthorityFile), StringComparison.Ordinal);
        Assert.Contains("'none.pem' cannot be read as the certificate of the authority", Fail(certificate, key, "none.pem"), StringComparison.Ordinal);
        var (late, lateKey) = authority.Sign("late", daysLeft: -1);
        Assert.Contains("out of date", Fail(late, lateKey, authority.AuthorityFile), StringComparison.Ordinal);

        using var signer = X509CertificateLoader.LoadCertificateFromFile(authority.AuthorityFile);
        using var keyless = X509CertificateLoader.LoadCertificateFromFile(certificate);
        Assert.Contains("The certificate 'CN=worker' has no private key", Assert.Throws<ArgumentException>(() => new ClusterCertificates(keyless, signer)).Message, StringComparison.Ordinal);
        // A client that shows none.
        Assert.False(authority.Client().IsMember(null));

        static string Fail(string certificate, string key, string authority) =>
            Assert.Throws<ClusterException>(() => ClusterCertificates.FromFiles(certificate, key, authority)).Message;
    }
}
