using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The network as a file: one line each, as the library knows the format.</summary>
internal static class FilesTemplate
{
    private const string Library = "global::Compiled.Safetensors";

    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        WriteSaving(code, plan);
        WriteLoading(code.BlankLine(), spec.Type.Identifier, plan);
    }

    private static void WriteSaving(CodeWriter code, NetworkPlan? plan) => code.Write($$"""
        /// <summary>Writes parameters, statistics and topology to a safetensors file with PyTorch's names: the whole file or none.</summary>
        /// <exception cref="global::System.IO.IOException">The file could not be written; an existing one is left as it was.</exception>
        {{Marks.Member}}
        public void Save(string path) => {{ClassTemplate.Body(plan, $"{Library}.Save(this, path)")}};

        /// <summary>The same to a stream, from its current position.</summary>
        {{Marks.Member}}
        public void Write(global::System.IO.Stream destination) => {{ClassTemplate.Body(plan, $"{Library}.Write(this, destination)")}};

        /// <summary>The bytes of the file.</summary>
        {{Marks.Member}}
        public byte[] ToBytes() => {{ClassTemplate.Body(plan, $"{Library}.ToBytes(this)")}};

        /// <summary>Writes the bytes of the file to memory; false, and nothing written, where they do not fit.</summary>
        {{Marks.Member}}
        public bool TryWrite(global::System.Span<byte> destination, out int bytesWritten) => {{ClassTemplate.Body(plan, $"{Library}.TryWrite(this, destination, out bytesWritten)")}};
        """);

    private static void WriteLoading(CodeWriter code, string self, NetworkPlan? plan) => code.Write($$"""
        /// <summary>A new network with the parameters and statistics of a safetensors file: of <c>Save</c>, or of PyTorch's nn.Sequential of these blocks.</summary>
        /// <exception cref="global::Compiled.ModelFileException">The file is damaged, of another network, or holds a value that is not finite: every difference is listed.</exception>
        /// <exception cref="global::System.IO.IOException">The file is not there or cannot be read.</exception>
        {{Marks.Member}}
        public static {{self}} Load(string path, global::Compiled.LoadOptions? options = null) => {{ClassTemplate.Body(plan, $"{Library}.Load<{self}>(path, options)")}};

        /// <summary>The same from a stream, from its current position to its end.</summary>
        {{Marks.Member}}
        public static {{self}} Read(global::System.IO.Stream source, global::Compiled.LoadOptions? options = null) => {{ClassTemplate.Body(plan, $"{Library}.Read<{self}>(source, options)")}};

        /// <summary>The same from the bytes of a file.</summary>
        {{Marks.Member}}
        public static {{self}} Read(global::System.ReadOnlySpan<byte> source, global::Compiled.LoadOptions? options = null) => {{ClassTemplate.Body(plan, $"{Library}.Read<{self}>(source, options)")}};

        /// <summary>Replaces the parameters and statistics of this network by those of a file; the next prediction and the next step see them.</summary>
        /// <exception cref="global::Compiled.ModelFileException">The file is damaged, of another network, or holds a value that is not finite: every difference is listed, and nothing is changed.</exception>
        /// <exception cref="global::System.IO.IOException">The file is not there or cannot be read; nothing is changed.</exception>
        {{Marks.Member}}
        public void LoadParameters(string path, global::Compiled.LoadOptions? options = null) => {{ClassTemplate.Body(plan, $"{Library}.LoadParameters(this, path, options)")}};

        /// <summary>The same from a stream, from its current position to its end.</summary>
        {{Marks.Member}}
        public void ReadParameters(global::System.IO.Stream source, global::Compiled.LoadOptions? options = null) => {{ClassTemplate.Body(plan, $"{Library}.ReadParameters(this, source, options)")}};

        /// <summary>The same from the bytes of a file.</summary>
        {{Marks.Member}}
        public void ReadParameters(global::System.ReadOnlySpan<byte> source, global::Compiled.LoadOptions? options = null) => {{ClassTemplate.Body(plan, $"{Library}.ReadParameters(this, source, options)")}};
        """);
}
