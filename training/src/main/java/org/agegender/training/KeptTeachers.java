package org.agegender.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.agegender.training.torch.Distillation;

/** The teachers of a run, which keeps a copy of their weights to go on with. */
final class KeptTeachers {

  private KeptTeachers() {}

  /**
   * Reads the teachers that the configuration names, and keeps them in the run.
   *
   * @param data what the run trains on
   * @throws InvalidInputException if one cannot be read, or learned on faces cut out otherwise
   */
  static Distillation begin(RunFolder run, TrainingConfig config, DataOrigin data)
      throws IOException {
    List<String> names = config.distillation().teachers();
    for (int i = 0; i < names.size(); i++) {
      Path file = file(Path.of(names.get(i)));
      Checkpoint teacher = Checkpoint.readWeights(file);
      requireTheSameView(file, teacher, data);
      teacher.write(run.teacher(i));
    }
    return of(run, config);
  }

  /** The teachers that a run began with. */
  static Distillation of(RunFolder run, TrainingConfig config) throws IOException {
    List<Distillation.Teacher> teachers = new ArrayList<>();
    for (int i = 0; i < config.distillation().teachers().size(); i++) {
      Checkpoint kept = Checkpoint.read(run.teacher(i));
      teachers.add(new Distillation.Teacher(kept.architecture(), kept.state().weights()));
    }
    return new Distillation(teachers, config.distillation().weight());
  }

  /**
   * The file of a teacher.
   *
   * @param named a checkpoint, an exported model or a run
   * @throws InvalidInputException if there is none
   */
  static Path file(Path named) {
    if (!Files.exists(named)) {
      throw new InvalidInputException(
          named + ": there is no such run, checkpoint or model to teach");
    }
    if (!Files.isDirectory(named)) {
      return named;
    }
    Path best = RunFolder.open(named).best();
    if (!Files.exists(best)) {
      throw new InvalidInputException(
          named + ": has no best checkpoint yet; a teacher must have ended an epoch");
    }
    return best;
  }

  private static void requireTheSameView(Path file, Checkpoint teacher, DataOrigin data) {
    if (!teacher.data().showsSameAs(data)) {
      throw new InvalidInputException(
          "%s: learned on faces cut out as %s, the set's are %s; a teacher must see what its student sees"
              .formatted(file, teacher.data().cut(), data.cut()));
    }
  }
}
