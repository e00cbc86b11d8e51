// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Settings for tests of what is remembered.
#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QStandardPaths>

namespace lockmaster::fixtures {

/// Those of `program` alone: others run beside it, and a person has hers.
inline void useOwnSettings(const QString &program)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("lockmaster-test"));
    QCoreApplication::setApplicationName(program);
}

} // namespace lockmaster::fixtures
