package org.agegender.training.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.WeightArray;

/**
 * Weights by name from a file of any kind: safetensors, PyTorch's ({@code .pt}, {@code .pth}) or
 * ONNX.
 */
public final class WeightFile {

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** How files of PyTorch before 1.6 begin: a pickle of protocol 2 with their magic number. */
  private static final byte[] OLD_TORCH = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc};

  private static final int LONGEST_START = 16;

  private WeightFile() {}

  /**
   * The tensors of real numbers as 32-bit floats, in the order of the file. What the file is, its
   * first bytes say and not its name.
   *
   * @throws InvalidInputException if it is none of them, or broken, or holds more than tensors
   * @throws IOException if it cannot be read
   */
  public static Map<String, WeightArray> read(Path file) throws IOException {
    byte[] start = start(file);
    if (startsWith(start, ZIP)) {
      return TorchFile.read(file);
    }
    if (startsWith(start, OLD_TORCH)) {
      return OldTorchFile.read(file);
    }
    if (OnnxModel.beginsWith(start)) {
      return OnnxModel.read(file).weights();
    }
    return SafeTensors.read(file).tensors();
  }

  /**
   * Whether a file looks like an ONNX model.
   *
   * @throws IOException if it cannot be read
   */
  static boolean isOnnx(Path file) throws IOException {
    return OnnxModel.beginsWith(start(file));
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LONGEST_START);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
