namespace Compiled;

/// <summary>
/// What a file is by its first bytes, and what to do where something else is asked for. Shared by the readers of the runtime and by the generator, which has the file as text: a
/// beginning is a text with one character per byte, or the decoded text, in which bytes that are no UTF-8 are U+FFFD.
/// </summary>
internal sealed class FileKind
{
    /// <summary>The bytes that are looked at: the names of the first entries of an archive, and the mark of a tar file, are among them.</summary>
    public const int MostBytes = 512;

    private const string PickleRemedy =
        "a pickle can run code when it is read, so pickles are not supported; in Python, safetensors.torch.save_file(torch.load('model.pt', map_location='cpu'), 'model.safetensors') "
        + "saves a state_dict, save_file(model.state_dict(), 'model.safetensors') a whole model, and torch.onnx.export an ONNX model";

    /// <summary>The format of Hugging Face.</summary>
    public static readonly FileKind Safetensors = new("a safetensors file", "read it with the network's Load, or with Safetensors.Load");

    /// <summary>ONNX.</summary>
    public static readonly FileKind Onnx = new("an ONNX model", "read it with OnnxModel.Load of Compiled.Onnx, or convert it: compiled convert model.onnx model.safetensors");

    /// <summary>The text format of this library.</summary>
    public static readonly FileKind Weights = new("a .weights file", "read it with WeightsFile.Load");

    /// <summary>A training that can be resumed.</summary>
    public static readonly FileKind Checkpoint = new("a checkpoint", "resume a trainer with it, trainer.Resume, and save the network from there");

    /// <summary>NumPy's archive of arrays.</summary>
    public static readonly FileKind Npz = new(
        "an .npz archive of NumPy arrays", "convert it: compiled convert arrays.npz model.safetensors --topology \"[Network(inputs: …)] …\"");

    /// <summary>One of NumPy's arrays.</summary>
    public static readonly FileKind Npy = new("a single NumPy array (.npy)", "save all arrays of the network in one file, numpy.savez('model.npz', **arrays) or safetensors.numpy.save_file");

    /// <summary>An array as MNIST has them.</summary>
    public static readonly FileKind Idx = new("an IDX file, such as images or labels of MNIST", "it is data: read it with Dataset.FromIdx or NumericArray.FromIdx");

    /// <summary>Rows of cells.</summary>
    public static readonly FileKind Table = new("a table (CSV)", "a table is data, not a model; give the file of the model, or use a command or method that takes data");

    /// <summary>Any other text.</summary>
    public static readonly FileKind Text = new("a text file", "give the file itself; a server may have answered a download with this text");

    private static readonly FileKind Empty = new("an empty file", "it was never written, or a download was interrupted; copy or download it again") { IsStandIn = true };

    private static readonly FileKind Html = new(
        "a web page (HTML)", "a download saved a page, perhaps a sign-in page, instead of the file; download the file itself: on GitHub with the 'Raw' button, on Hugging Face under /resolve/ instead of /blob/")
    { IsStandIn = true };

    private static readonly FileKind Xml = new("an XML document", "a server may have answered a download with an error; download the file itself");

    private static readonly FileKind Json = new("a JSON file", "a server may have answered a download with an error, or this describes a model without containing it; give the file with the weights");

    private static readonly FileKind ShardIndex = new(
        "the index of a model in several safetensors files", "such models are larger than any network of this library; for a small one, save the whole state_dict in one file");

    private static readonly FileKind TorchArchive = new("a PyTorch file (torch.save)", PickleRemedy);

    private static readonly FileKind Pickle = new("a Python pickle, as written by torch.save and joblib", PickleRemedy);

    private static readonly FileKind SklearnPickle = new(
        "a scikit-learn model as a Python pickle", "a pickle can run code when it is read, so pickles are not supported; in Python, skl2onnx.to_onnx(model, X[:1]) converts it to an ONNX model");

    private static readonly FileKind Keras = new(
        "a Keras model (.keras)", "in Python, keras.models.load_model('model.keras').export('model.onnx', format='onnx') converts it to an ONNX model");

    private static readonly FileKind Workbook = new("an Office document, such as an Excel workbook", "save its sheet as CSV");

    /// <summary>An archive of anything.</summary>
    public static readonly FileKind Zip = new("a zip archive", "unpack it, and give the file inside");

    /// <summary>Marks by their place. A mark's characters from U+0080 on match bytes that a decoder has replaced, too.</summary>
    private static readonly (int Place, string Mark, FileKind Kind)[] Marks =
    [
        (0, "CMPCHKPT", Checkpoint),
        (0, "\u0093NUMPY", Npy),
        (0, "\u0089HDF\r\n\u001a\n", new(
            "an HDF5 file, as written by Keras with the extension .h5", "in Python, keras.models.load_model('model.h5').export('model.onnx', format='onnx'), or tf2onnx, converts it to an ONNX model")),
        (4, "TFL3", new("a TensorFlow Lite model", "python -m tf2onnx.convert --tflite model.tflite --output model.onnx converts it to an ONNX model if it is not quantised")),
        (4, "ORTM", new("a model in ONNX Runtime's own format (.ort)", "give the .onnx file that it was created from")),
        (0, "GGUF", new("a GGUF file, the format of language models", "it does not contain a network of dense blocks; give a .safetensors or .onnx file")),
        (0, "\u001f\u008b", new("a file compressed with gzip", "unpack it with gunzip")),
        (0, "BZh", new("a file compressed with bzip2", "unpack it with bunzip2")),
        (0, "\u00fd7zXZ", new("a file compressed with xz", "unpack it with unxz")),
        (0, "(\u00b5/\u00fd", new("a file compressed with zstd", "unpack it with unzstd")),
        (0, "7z\u00bc\u00af\u0027\u001c", new("a 7z archive", "unpack it, and give the file inside")),
        (0, "Rar!\u001a", new("a RAR archive", "unpack it, and give the file inside")),
        (257, "ustar", new("a tar archive", "unpack it with tar -xf, and give the file inside")),
        (0, "PAR1", new("a Parquet file", "in Python, pandas.read_parquet('data.parquet').to_csv('data.csv', index=False) converts it to a CSV file")),
        (0, "ARROW1", new("an Arrow or Feather file", "in Python, pandas.read_feather('data.feather').to_csv('data.csv', index=False) converts it to a CSV file")),
        (0, "\u00d0\u00cf\u0011\u00e0", new("an old Office document, such as an Excel workbook", "save its sheet as CSV")),
        (0, "SQLite format 3\0", new("an SQLite database", "export its table as CSV")),
        (0, "MATLAB 5.0 MAT-file", new("a MATLAB file", "save the network with exportONNXNetwork, or the table with writematrix")),
        (0, "%PDF-", new("a PDF document", "give the file itself")),
        (0, "\u0089PNG", new("an image (PNG)", "give the file of the model")),
        (0, "\u00ff\u00d8\u00ff", new("an image (JPEG)", "give the file of the model")),
        (0, "GIF8", new("an image (GIF)", "give the file of the model")),
        (0, "\u007fELF", new("a program", "give the file of the model")),
        (0, "MZ", new("a program", "give the file of the model")),
    ];

    private FileKind(string title, string remedy) => (Title, Remedy) = (title, remedy);

    /// <summary>With its article: "an ONNX model".</summary>
    public string Title { get; }

    /// <summary>Whether it is what has come instead of a file of bytes that may begin in any way: nothing, a pointer, a page.</summary>
    public bool IsStandIn { get; private init; }

    /// <summary>The way out, without a point at the end.</summary>
    public string Remedy { get; }

    /// <summary>The kind of a file that begins so; null for one that is not known.</summary>
    public static FileKind? Of(string beginning)
    {
        if (beginning.Length == 0)
            return Empty;
        if (beginning.StartsWith("\ufeff", StringComparison.Ordinal))
            beginning = beginning.Substring(1);
        else if (beginning.StartsWith("\u00ef\u00bb\u00bf", StringComparison.Ordinal))
            beginning = beginning.Substring(3);
        if (TextBeginning.IsText(beginning))
            return OfText(beginning);
        if (Has(beginning, 0, "PK\u0003\u0004") || Has(beginning, 0, "PK\u0005\u0006"))
            return OfZip(beginning);
        if (Has(beginning, 0, "\u0080") && beginning.Length > 1 && beginning[1] is >= '\u0002' and <= '\u0005')
            return beginning.Contains("sklearn") ? SklearnPickle : Has(beginning, 2, "\u008a\nl\u00fc\u009cF") ? TorchArchive : Pickle;
        foreach (var (place, mark, kind) in Marks)
        {
            if (Has(beginning, place, mark))
                return kind;
        }

        return IsSafetensors(beginning) ? Safetensors : IsOnnx(beginning) ? Onnx : IsIdx(beginning) ? Idx : null;
    }

    /// <summary>What a message says of a file that begins so where another kind is expected, as a sentence without its point and with a small letter; null where nothing is known against it.</summary>
    public static string? Refusal(string beginning, FileKind expected)
    {
        var kind = Of(beginning);
        if (kind is null || kind == expected)
            return null;
        var shown = kind == Text ? $" that begins with '{TextBeginning.FirstLine(beginning)}'" : "";
        return $"this is {kind.Title}{shown}, not {expected.Title}: {kind.Remedy}";
    }

    private static FileKind OfText(string text)
    {
        var start = text.TrimStart();
        if (LfsPointer.IsOne(start))
            return new("a Git LFS pointer", LfsPointer.Remedy(start)) { IsStandIn = true };
        if (start.StartsWith("compiled-weights ", StringComparison.Ordinal))
            return Weights;
        if (TextBeginning.IsHtml(start))
            return Html;
        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return Xml;
        if (TextBeginning.IsJson(start))
            return start.Contains("\"weight_map\"") || start.Contains("\"total_size\"") ? ShardIndex : Json;
        return TextBeginning.IsTable(start) ? Table : Text;
    }

    private static FileKind OfZip(string beginning)
    {
        if (beginning.Contains("data.pkl") || beginning.Contains("constants.pkl") || beginning.Contains("/.format_version"))
            return TorchArchive;
        if (beginning.Contains(".npy"))
            return Npz;
        if (beginning.Contains("[Content_Types].xml"))
            return Workbook;
        return beginning.Contains("metadata.json") || beginning.Contains("model.weights.h5") ? Keras : Zip;
    }

    /// <summary>The length of the header in eight bytes, of which the upper three are 0 in every file that is read, and the header's bracket.</summary>
    private static bool IsSafetensors(string beginning) => beginning.Length > 8 && beginning[8] == '{' && beginning[5] == 0 && beginning[6] == 0 && beginning[7] == 0;

    /// <summary>The version of the format as the first field, and one of the others after it.</summary>
    private static bool IsOnnx(string beginning) =>
        beginning.Length > 2 && beginning[0] == '\b' && beginning[1] is > '\0' and < ' ' && beginning[2] is '\u0012' or '\u001a' or '"' or '(' or '2' or ':' or 'B' or 'r';

    /// <summary>Two zeros, a type and a few dimensions, the first of which is not empty.</summary>
    private static bool IsIdx(string beginning) =>
        beginning.Length >= 8 && beginning[0] == 0 && beginning[1] == 0 && beginning[2] is >= '\u0008' and <= '\u000e' and not '\u000a' && beginning[3] is > '\0' and < ' '
        && (beginning[4] | beginning[5] | beginning[6] | beginning[7]) != 0;

    private static bool Has(string beginning, int place, string mark)
    {
        if (beginning.Length < place + mark.Length)
            return false;
        for (var index = 0; index < mark.Length; index++)
        {
            var actual = beginning[place + index];
            if (actual != mark[index] && (mark[index] < '\u0080' || actual != '\ufffd'))
                return false;
        }

        return true;
    }
}
