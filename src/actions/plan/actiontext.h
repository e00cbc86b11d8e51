// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of everything this room says to people.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct ActionText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::ActionText)
};

/// "1 client", "3 clients": `several` has %1. The command line has no table of plurals.
inline QString counted(qint64 count, const QString &one, const QString &several)
{
    return count == 1 ? one : several.arg(count);
}

} // namespace lockmaster
