// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the console sees a target, in a reader's words: what broke, since when, what the console does about it.
#pragma once

#include <QString>

#include "model/linkstate.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

struct LinkWords {
    HealthState state = HealthState::Unknown;
    QString headline;    ///< "Not answering since 03:12:07: no answer before the deadline"
    QString serverWords; ///< as they came, made plain; empty when there are none
    QString next;        ///< "Next attempt at 03:12:20." and what the reader can do
};

/// Translated; all texts are plain. `now` is the moment of the snapshot.
LinkWords linkWords(const LinkState &link, WallTime now);

/// "The name was not found", "The server refused the login", …
QString errorWords(ErrorKind kind);

/// What a reader can do about it; empty when there is nothing to do but wait.
QString adviceFor(ErrorKind kind);

/// "name", "network", "encryption", "login", "query"
QString rungWord(Rung rung);

} // namespace lockmaster
