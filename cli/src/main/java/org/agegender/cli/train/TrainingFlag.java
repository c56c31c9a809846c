package org.agegender.cli.train;

import picocli.CommandLine.Model.OptionSpec;

/**
 * An option of {@code agegender train} that changes one setting of the run.
 *
 * @param option such as {@code --epochs}
 * @param label what stands behind it in the help; empty for a switch
 * @param type of its value, checked by the argument parser
 * @param setting dotted name in {@code config.yaml}
 * @param valueIfGiven what a switch sets; empty for an option with a value
 * @param description for the help
 */
record TrainingFlag(
    String option,
    String label,
    Class<?> type,
    String setting,
    String valueIfGiven,
    String description) {

  static TrainingFlag of(
      String option, String label, Class<?> type, String setting, String description) {
    return new TrainingFlag(option, label, type, setting, "", description);
  }

  /** Sets a number to 0, which turns its part off. */
  static TrainingFlag turningOff(String option, String setting, String description) {
    return new TrainingFlag(option, "", Boolean.class, setting, "0", description);
  }

  /**
   * The option for the argument parser.
   *
   * @param defaultValue of the setting; empty if the help should not name it
   */
  OptionSpec spec(String defaultValue) {
    String suffix =
        label.isEmpty() || defaultValue.isEmpty() ? "" : " (default: " + defaultValue + ")";
    OptionSpec.Builder builder =
        OptionSpec.builder(option).type(type).description(description + suffix + ".");
    return label.isEmpty()
        ? builder.arity("0").build()
        : builder.paramLabel(label).arity("1").build();
  }

  /** The value of the setting when the user gave this option with this text. */
  String settingValue(String text) {
    return label.isEmpty() ? valueIfGiven : text;
  }
}
