// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a note is made from: what a watcher keeps of the last minutes.
#pragma once

#include <QStringList>
#include <vector>

#include "codec/texts.h"
#include "incidents/incidentnote.h"
#include "model/observation.h"

namespace lockmaster {

class MomentBus;

/// `at` as MomentBus::timeOf() tells it: times of events and of what is wrong move with it. Texts::Full: the proof has
/// queries with their literals.
SeenMoment seenMoment(const Observation &observation, WallTime at, Texts texts = Texts::Masked);

/// What is kept of a target, with `moments` instead of those of the bus when the caller has kept more of them.
WatchedTarget watchedTarget(const MomentBus &bus, const QString &target, std::vector<SeenMoment> moments,
                            WallTime from);
std::vector<SeenMoment> keptMoments(const MomentBus &bus, const QString &target, Texts texts = Texts::Masked);

/// These targets, and those on which causes of their findings lie, as far as the bus has them.
QStringList withCauses(const MomentBus &bus, QStringList targets);

/// This program, who runs it, now.
NoteMaker noteMaker();

/// Of all that the bus keeps of these targets and of their causes'; what came last is the end, also while frozen.
IncidentNote keptNote(const MomentBus &bus, const QStringList &targets, Texts texts = Texts::Masked);

} // namespace lockmaster
