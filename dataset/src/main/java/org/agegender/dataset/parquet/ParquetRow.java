package org.agegender.dataset.parquet;

import java.util.Map;

/**
 * One row of a Parquet file.
 *
 * @param file the name of the file
 * @param number of the row in it, from 0 on
 * @param texts the values of the columns asked for, as texts; names of classes for numbers of
 *     classes; empty where there is none
 * @param picture SHA-256 in hex of the embedded picture, or its path where the column holds paths;
 *     empty if the row has neither
 * @param bytes of the embedded picture; 0 for paths
 */
public record ParquetRow(
    String file, long number, Map<String, String> texts, String picture, long bytes) {

  /** Takes a copy. */
  public ParquetRow {
    texts = Map.copyOf(texts);
  }

  /** The text of a column; empty if it was not asked for. */
  public String text(String column) {
    return texts.getOrDefault(column, "");
  }
}
