package org.agegender.training;

import java.time.Duration;
import org.agegender.core.metrics.Figures;
import org.agegender.training.torch.StepLosses;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1 on
 * @param step steps taken since the run began
 * @param learningRate of its last step
 * @param training mean losses over the training part, with dropout and augmentation, as the weights
 *     changed
 * @param validation mean losses over the validation part at the end
 * @param figures of the validation part at the end
 * @param imagesPerSecond training faces over the time of the steps and of waiting for data
 * @param dataWait how long the steps waited for data
 * @param trainingTime steps and waiting
 * @param validationTime of the validation
 * @param best whether no earlier epoch was better by what the run is judged by
 */
public record EpochMetrics(
    int epoch,
    long step,
    double learningRate,
    StepLosses training,
    StepLosses validation,
    Figures figures,
    double imagesPerSecond,
    Duration dataWait,
    Duration trainingTime,
    Duration validationTime,
    boolean best) {}
