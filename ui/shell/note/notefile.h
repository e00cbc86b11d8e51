// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note as a file: its name, and its bytes as a web page or as PDF. GUI thread.
#pragma once

#include <QByteArray>
#include <QString>

#include "codec/texts.h"
#include "incidents/incidentnote.h"

namespace lockmaster {

/// "orders-primary-incident-20261121-031300.html": the first target and the note's end.
QString noteFileName(const IncidentNote &note);

/// PDF when `path` ends so, else HTML.
QByteArray noteFile(const IncidentNote &note, Texts texts, const QString &path);

} // namespace lockmaster
