// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of notes.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct IncidentText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::IncidentText)
};

} // namespace lockmaster
