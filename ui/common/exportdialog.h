// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where to write what is exported: proposes a name that tells what it is of, in the folder of the last time. GUI
// thread.
#pragma once

#include <QString>

#include "base/clock.h"

class QFileDialog;
class QWidget;

namespace lockmaster {

/// "orders-primary-sessions-2026-11-30-031207", in the reader's zone: fit for a file of any system. `target` may be
/// empty.
QString exportName(const QString &target, const QString &what, WallTime moment);

/// What is exported: `what` names it ("sessions"), `filters` and `suffix` are as QFileDialog takes them.
struct ExportProposal {
    QString title;
    QString what;
    QString filters;
    QString suffix;
};

/// A dialog to save that is to be opened with open(), and deletes itself. Target and moment are those of the page that
/// `from` stands on, the folder is remembered when a file is chosen.
QFileDialog *newExportDialog(QWidget *from, const ExportProposal &proposal);

} // namespace lockmaster
