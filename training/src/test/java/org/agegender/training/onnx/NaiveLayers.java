package org.agegender.training.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;

/** Each layer from its definition, in loops over doubles: slow and easy to check by eye. */
final class NaiveLayers implements Layer.Visitor<UnaryOperator<Tensor>> {

  private final Map<String, WeightArray> weights;

  NaiveLayers(Map<String, WeightArray> weights) {
    this.weights = weights;
  }

  private float[] weight(String layer, String kind) {
    return weights.get(layer + "." + kind).values();
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Sequence sequence) {
    return x -> {
      Tensor value = x;
      for (Layer layer : sequence.layers()) {
        value = layer.accept(this).apply(value);
      }
      return value;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Residual layer) {
    return x -> {
      Tensor sum = layer.body().accept(this).apply(x);
      Tensor shortcut = layer.shortcut().accept(this).apply(x);
      for (int i = 0; i < sum.values().length; i++) {
        sum.values()[i] += shortcut.values()[i];
      }
      return sum;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.SqueezeExcite layer) {
    return x -> {
      Tensor out = Tensor.zeros(x.shape());
      int plane = x.size(2) * x.size(3);
      Tensor mean = Tensor.zeros(x.size(0), x.size(1), 1, 1);
      for (int i = 0; i < x.values().length; i++) {
        mean.values()[i / plane] += x.values()[i] / plane;
      }
      Tensor factors = layer.excitation().accept(this).apply(mean);
      for (int i = 0; i < x.values().length; i++) {
        out.values()[i] = x.values()[i] * factors.values()[i / plane];
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.StochasticDepth layer) {
    return x -> x;
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Convolution l) {
    return x -> {
      float[] w = weight(l.name(), "weight");
      Tensor out = Tensor.zeros(x.size(0), l.out(), windows(x.size(2), l), windows(x.size(3), l));
      int perGroup = l.in() / l.groups();
      for (int n = 0; n < x.size(0); n++) {
        for (int o = 0; o < l.out(); o++) {
          int first = o / (l.out() / l.groups()) * perGroup;
          for (int y = 0; y < out.size(2); y++) {
            for (int z = 0; z < out.size(3); z++) {
              double sum = l.bias() ? weight(l.name(), "bias")[o] : 0;
              for (int c = 0; c < perGroup; c++) {
                for (int ky = 0; ky < l.kernel(); ky++) {
                  for (int kx = 0; kx < l.kernel(); kx++) {
                    int row = y * l.stride() + ky - l.padding();
                    int column = z * l.stride() + kx - l.padding();
                    if (row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3)) {
                      sum +=
                          (double) x.at(n, first + c, row, column)
                              * w[((o * perGroup + c) * l.kernel() + ky) * l.kernel() + kx];
                    }
                  }
                }
              }
              out.values()[out.index(n, o, y, z)] = (float) sum;
            }
          }
        }
      }
      return out;
    };
  }

  private static int windows(int size, Layer.Convolution l) {
    return (size + 2 * l.padding() - l.kernel()) / l.stride() + 1;
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.BatchNorm l) {
    return x -> {
      Tensor out = Tensor.zeros(x.shape());
      int plane = x.values().length / x.size(0) / x.size(1);
      for (int i = 0; i < x.values().length; i++) {
        int c = i / plane % x.size(1);
        double centred = x.values()[i] - weight(l.name(), "running_mean")[c];
        double deviation = Math.sqrt(weight(l.name(), "running_var")[c] + l.epsilon());
        out.values()[i] =
            (float)
                (centred / deviation * weight(l.name(), "weight")[c] + weight(l.name(), "bias")[c]);
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Activation layer) {
    return x -> {
      Tensor out = Tensor.zeros(x.shape());
      for (int i = 0; i < x.values().length; i++) {
        out.values()[i] = (float) activation(layer.function(), x.values()[i]);
      }
      return out;
    };
  }

  private static double activation(Layer.Activation.Function function, double x) {
    return switch (function) {
      case RELU -> x > 0 ? x : 0;
      case RELU6 -> x < 0 ? 0 : x > 6 ? 6 : x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case HARD_SIGMOID -> x < -3 ? 0 : x > 3 ? 1 : x / 6 + 0.5;
      case SILU -> x / (1 + Math.exp(-x));
      case HARD_SWISH -> x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.MaxPool l) {
    return x -> {
      int height = (x.size(2) + 2 * l.padding() - l.kernel()) / l.stride() + 1;
      int width = (x.size(3) + 2 * l.padding() - l.kernel()) / l.stride() + 1;
      Tensor out = Tensor.zeros(x.size(0), x.size(1), height, width);
      Arrays.fill(out.values(), Float.NEGATIVE_INFINITY);
      for (int n = 0; n < x.size(0); n++) {
        for (int c = 0; c < x.size(1); c++) {
          for (int row = 0; row < x.size(2); row++) {
            for (int column = 0; column < x.size(3); column++) {
              for (int y = 0; y < height; y++) {
                for (int z = 0; z < width; z++) {
                  int dy = row + l.padding() - y * l.stride();
                  int dx = column + l.padding() - z * l.stride();
                  if (dy >= 0 && dy < l.kernel() && dx >= 0 && dx < l.kernel()) {
                    int i = out.index(n, c, y, z);
                    out.values()[i] = Math.max(out.values()[i], x.at(n, c, row, column));
                  }
                }
              }
            }
          }
        }
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.GlobalAveragePool layer) {
    return x -> {
      Tensor out = Tensor.zeros(x.size(0), x.size(1));
      int plane = x.size(2) * x.size(3);
      for (int i = 0; i < out.values().length; i++) {
        double sum = 0;
        for (int j = 0; j < plane; j++) {
          sum += x.values()[i * plane + j];
        }
        out.values()[i] = (float) (sum / plane);
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Flatten layer) {
    return x -> new Tensor(new long[] {x.size(0), x.values().length / x.size(0)}, x.values());
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Dropout layer) {
    return x -> x;
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.Linear l) {
    return x -> {
      Tensor out = Tensor.zeros(x.size(0), l.out());
      for (int n = 0; n < x.size(0); n++) {
        for (int o = 0; o < l.out(); o++) {
          double sum = weight(l.name(), "bias")[o];
          for (int i = 0; i < l.in(); i++) {
            sum += (double) x.values()[n * l.in() + i] * weight(l.name(), "weight")[o * l.in() + i];
          }
          out.values()[n * l.out() + o] = (float) sum;
        }
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.RankLogits l) {
    return x -> {
      Tensor out = Tensor.zeros(x.size(0), l.ranks());
      for (int n = 0; n < x.size(0); n++) {
        double score = 0;
        for (int i = 0; i < l.in(); i++) {
          score += (double) x.values()[n * l.in() + i] * weight(l.name(), "weight")[i];
        }
        for (int rank = 0; rank < l.ranks(); rank++) {
          out.values()[n * l.ranks() + rank] =
              (float) (score + weight(l.name(), "rank_bias")[rank]);
        }
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.StandardisePerImage layer) {
    return x -> {
      Tensor out = Tensor.zeros(x.shape());
      int size = x.values().length / x.size(0);
      for (int n = 0; n < x.size(0); n++) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += x.values()[n * size + i];
        }
        double squares = 0;
        for (int i = 0; i < size; i++) {
          squares += Math.pow(x.values()[n * size + i] - sum / size, 2);
        }
        double divisor = Math.max(Math.sqrt(squares / size), 1 / Math.sqrt(size));
        for (int i = 0; i < size; i++) {
          out.values()[n * size + i] = (float) ((x.values()[n * size + i] - sum / size) / divisor);
        }
      }
      return out;
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(Layer.NormaliseChannels l) {
    return x -> {
      Tensor out = Tensor.zeros(x.shape());
      int plane = x.size(2) * x.size(3);
      for (int i = 0; i < x.values().length; i++) {
        int c = i / plane % 3;
        out.values()[i] =
            (float) ((x.values()[i] / 255.0 - l.mean().get(c)) / l.deviation().get(c));
      }
      return out;
    };
  }
}
