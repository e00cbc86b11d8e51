// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/whyempty.h"

#include "model/hidden.h"
#include "model/snapshot.h"

#include <QCoreApplication>

namespace lockmaster {

QString whySessionsAreMissing(const Snapshot &snapshot)
{
    return snapshot.postgres && hidesSessions(*snapshot.postgres)
               ? QCoreApplication::translate("Charts", "Hidden from this login.")
               : QString();
}

} // namespace lockmaster
