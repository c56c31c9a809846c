package org.agegender.training.network;

/**
 * Counts the multiply-adds of convolutions and linear layers for one picture: what publications
 * call FLOPs or MACs. Layers must be visited in the order in which a picture passes.
 */
public final class MultiplyAdds implements Layer.Visitor<Long> {

  private int side;

  private MultiplyAdds(int side) {
    this.side = side;
  }

  /** Of both heads and what leads to them. */
  public static long of(Architecture architecture) {
    MultiplyAdds counted = new MultiplyAdds(architecture.imageSize());
    return architecture.input().accept(counted)
        + architecture.backbone().accept(counted)
        + architecture.ageHead().accept(counted)
        + architecture.genderHead().accept(counted);
  }

  @Override
  public Long visit(Layer.Sequence layer) {
    long sum = 0;
    for (Layer inner : layer.layers()) {
      sum += inner.accept(this);
    }
    return sum;
  }

  @Override
  public Long visit(Layer.Residual layer) {
    int before = side;
    long shortcut = layer.shortcut().accept(this);
    side = before;
    return shortcut + layer.body().accept(this);
  }

  @Override
  public Long visit(Layer.SqueezeExcite layer) {
    int before = side;
    side = 1;
    long sum = layer.excitation().accept(this);
    side = before;
    return sum;
  }

  @Override
  public Long visit(Layer.Convolution layer) {
    side = (side + 2 * layer.padding() - layer.kernel()) / layer.stride() + 1;
    long inputs = (long) layer.in() / layer.groups() * layer.kernel() * layer.kernel();
    return inputs * layer.out() * side * side;
  }

  @Override
  public Long visit(Layer.MaxPool layer) {
    side = (side + 2 * layer.padding() - layer.kernel()) / layer.stride() + 1;
    return 0L;
  }

  @Override
  public Long visit(Layer.Linear layer) {
    return (long) layer.in() * layer.out();
  }

  @Override
  public Long visit(Layer.RankLogits layer) {
    return (long) layer.in();
  }

  @Override
  public Long visit(Layer.GlobalAveragePool layer) {
    side = 1;
    return 0L;
  }

  @Override
  public Long visit(Layer.StochasticDepth layer) {
    return 0L;
  }

  @Override
  public Long visit(Layer.BatchNorm layer) {
    return 0L;
  }

  @Override
  public Long visit(Layer.Activation layer) {
    return 0L;
  }

  @Override
  public Long visit(Layer.Flatten layer) {
    return 0L;
  }

  @Override
  public Long visit(Layer.Dropout layer) {
    return 0L;
  }

  @Override
  public Long visit(Layer.StandardisePerImage layer) {
    return 0L;
  }

  @Override
  public Long visit(Layer.NormaliseChannels layer) {
    return 0L;
  }
}
