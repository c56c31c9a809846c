package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.core.Progress;

/** A process that writes some crops, says "ready", and then hangs until it is killed. */
final class PreparationToKill {

  private PreparationToKill() {}

  public static void main(String[] args) throws IOException {
    Faces faces = new Faces(Path.of(args[0]));
    Path output = Path.of(args[1]);
    AtomicInteger left = new AtomicInteger(Integer.parseInt(args[2]));
    CropStore hanging =
        (hash, jpeg) -> {
          if (left.getAndDecrement() <= 0) {
            System.out.println("ready");
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          return CropFile.write(output, hash, jpeg);
        };
    Preparation.run(faces.source(), faces.options(output).build(), Progress.silent(), hanging);
  }
}
