using System.Text;

namespace Compiled.Tests.Files;

/// <summary>Files as people give them by mistake, and what a message must say of each.</summary>
internal static class Beginnings
{
    public const string LfsPointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:abababababababababababababababababababababababababababababababab\nsize 1860\n";

    /// <summary>By name: the bytes, what the file is called, and the way out.</summary>
    public static readonly IReadOnlyDictionary<string, (byte[] Bytes, string Title, string Remedy)> All = new Dictionary<string, (byte[], string, string)>
    {
        ["lfs"] = (Text(LfsPointer), "a Git LFS pointer", "run 'git lfs pull' in its clone, which puts the file of 1,860 bytes in its place"),
        ["html"] = (Text("<!doctype html><html><head><title>Sign in</title></head><body>401</body></html>"), "a web page (HTML)", "download the file itself"),
        ["html with a mark"] = ([0xEF, 0xBB, 0xBF, .. Text("\r\n  <HTML lang=en>")], "a web page (HTML)", "download the file itself"),
        ["xml"] = (Text("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"), "an XML document", "download the file itself"),
        ["answer"] = (Text("404: Not Found"), "a text file that begins with '404: Not Found'", "a server may have answered"),
        ["json"] = (Text("{\"error\":\"Entry not found\"}"), "a JSON file", "give the file with the weights"),
        ["shards"] = (Text("{\"metadata\": {\"total_size\": 1}, \"weight_map\": {}}"), "the index of a model in several safetensors files", "in one file"),
        ["csv"] = (Text("a,b,label\n1,2,x\n3,4,y\n"), "a table (CSV)", "give the file of the model"),
        ["torch"] = (Zip("archive/data.pkl"), "a PyTorch file (torch.save)", "save_file(model.state_dict(), 'model.safetensors')"),
        ["old torch"] = ([0x80, 2, 0x8A, 0x0A, .. "l"u8, 0xFC, 0x9C, .. "F"u8, 0xF9, .. " j"u8, 0xA8, .. "P"u8, 0x19], "a PyTorch file (torch.save)", "torch.load"),
        ["pickle"] = ([0x80, 4, 0x95, 10, 0, 0, 0, 0, 0, 0, 0, 0x7D], "a Python pickle", "can run code"),
        ["sklearn"] = ([0x80, 4, 0x95, 10, 0, 0, 0, 0, 0, 0, 0, 0x8C, 0x1B, .. "sklearn.neural_network"u8], "a scikit-learn model as a Python pickle", "skl2onnx"),
        ["keras"] = (Zip("metadata.json"), "a Keras model (.keras)", "format='onnx'"),
        ["h5"] = ([0x89, .. "HDF\r\n\u001a\n"u8, 0, 0, 0], "an HDF5 file", "keras.models.load_model"),
        ["tflite"] = ([0x1C, 0, 0, 0, .. "TFL3"u8, 0], "a TensorFlow Lite model", "tf2onnx"),
        ["gguf"] = ([.. "GGUF"u8, 3, 0, 0, 0], "a GGUF file", "does not contain a network of dense blocks"),
        ["npy"] = ([0x93, .. "NUMPY"u8, 1, 0], "a single NumPy array (.npy)", "numpy.savez"),
        ["npz"] = (Zip("0.weight.npy"), "an .npz archive of NumPy arrays", "compiled convert"),
        ["gzip"] = ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], "a file compressed with gzip", "gunzip"),
        ["zstd"] = ([0x28, 0xB5, 0x2F, 0xFD, 0, 1], "a file compressed with zstd", "unzstd"),
        ["tar"] = ([.. new byte[257], .. "ustar"u8, 0], "a tar archive", "tar -xf"),
        ["zip"] = (Zip("model/readme"), "a zip archive", "unpack it"),
        ["xlsx"] = (Zip("[Content_Types].xml"), "an Office document", "as CSV"),
        ["parquet"] = ([.. "PAR1"u8, 0x15, 4, 0], "a Parquet file", "to_csv"),
        ["empty"] = ([], "an empty file", "download it again"),
        ["onnx"] = ([8, 8, 0x12, 4, .. "test"u8, 0x3A, 0], "an ONNX model", "OnnxModel.Load"),
        ["safetensors"] = ([2, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "a safetensors file", "Safetensors.Load"),
        ["weights"] = (Text("compiled-weights 1\nnetwork: X\n"), "a .weights file", "WeightsFile.Load"),
        ["checkpoint"] = ([.. "CMPCHKPT"u8, 1, 0, 0, 0, 0, 0, 0, 0], "a checkpoint", "trainer.Resume"),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The first entry of an archive.</summary>
    private static byte[] Zip(string name) => [.. "PK"u8, 3, 4, 20, 0, 0, 0, 0, 0, .. new byte[16], (byte)name.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), 0x80, 2, 0xFF];
}
