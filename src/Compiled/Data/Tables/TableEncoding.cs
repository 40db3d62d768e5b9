using Compiled.Tables;

namespace Compiled;

/// <summary>Fits encoders to tables and encodes tables, as members of <see cref="TableEncoder"/>: <c>TableEncoder.Fit(train, "target")</c>, <c>encoder.Encode(table)</c>.</summary>
public static class TableEncoding
{
    extension(TableEncoder)
    {
        /// <summary>Learns categories, medians and the classes of the target on the training rows.</summary>
        /// <remarks>
        /// Fit it to the training part alone, after <see cref="Table.Split"/>: what is learned from the rows of the evaluation makes its figures too good. Of the whole table, each text column
        /// costs its categories and each numeric one a sorted copy if medians are asked for. The result does not depend on the order of the rows.
        /// </remarks>
        /// <param name="train">The training rows.</param>
        /// <param name="target">The name of the target column.</param>
        /// <param name="options">What is done with missing values and rare categories, and which columns are features; null for the defaults.</param>
        /// <exception cref="ArgumentException">
        /// The target or another named column does not exist, no column is left as a feature, a value is missing and may not be, two features would have the same name, there are more features
        /// than a network can have inputs, or options contradict each other.
        /// </exception>
        public static TableEncoder Fit(Table train, string target, TableEncoderOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(target);
            return EncoderFitting.Fit(train, [target], options);
        }

        /// <summary>The same with several numeric targets.</summary>
        /// <param name="train">The training rows.</param>
        /// <param name="targets">The names of the target columns, in the order of the dataset's targets.</param>
        /// <param name="options">As for one target.</param>
        /// <exception cref="ArgumentException">As for one target.</exception>
        public static TableEncoder Fit(Table train, IReadOnlyList<string> targets, TableEncoderOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(targets);
            return targets.Count > 0 ? EncoderFitting.Fit(train, targets, options) : throw new ArgumentException("'targets' is empty: name at least one column, or fit without targets.", nameof(targets));
        }

        /// <summary>The same of features alone: such an encoder gives a <see cref="FeatureTable"/>, and no dataset.</summary>
        /// <param name="train">The training rows.</param>
        /// <param name="options">As with a target; options of the target have no effect.</param>
        /// <exception cref="ArgumentException">As with a target.</exception>
        public static TableEncoder Fit(Table train, TableEncoderOptions? options = null) => EncoderFitting.Fit(train, [], options);
    }

    extension(TableEncoder encoder)
    {
        /// <summary>Encodes features and targets of a table with the columns of the training table, in any order; other columns are ignored.</summary>
        /// <returns>A dataset that carries the encoder: a network that is trained on it keeps the encoder, and so do its files.</returns>
        /// <exception cref="ArgumentException">
        /// A column is missing (all of them are listed) or has another kind, a value is missing that may not be, or a category or class was not in the training rows and is rejected; the message names
        /// the column and the row.
        /// </exception>
        /// <exception cref="InvalidOperationException">The encoder was fitted without a target.</exception>
        public Dataset Encode(Table table)
        {
            ArgumentNullException.ThrowIfNull(encoder);
            if (encoder.Target.Columns.Count == 0)
                throw new InvalidOperationException("The encoder was fitted without a target, so it encodes no dataset: use EncodeFeatures, or fit it with TableEncoder.Fit(train, target).");
            var inputs = RowEncoding.Features(encoder, table);
            return Dataset.Encoded(inputs, RowEncoding.Targets(encoder, table), table.Count, encoder);
        }

        /// <summary>Encodes features alone, for predictions; the table needs no target.</summary>
        /// <exception cref="ArgumentException">As for <c>Encode</c>.</exception>
        public FeatureTable EncodeFeatures(Table table)
        {
            ArgumentNullException.ThrowIfNull(encoder);
            return new FeatureTable(RowEncoding.Features(encoder, table), table.Count, encoder.FeatureNames);
        }
    }
}
