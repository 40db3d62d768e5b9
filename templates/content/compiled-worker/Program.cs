using CompiledWorker;

var builder = Host.CreateApplicationBuilder(args);
// One network for all threads: Pretrained is read-only, and predictions allocate nothing.
builder.Services.AddSingleton(Xor.Pretrained);
builder.Services.AddHostedService<Worker>();
builder.Build().Run();
