// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one client session of a crowd does.
#pragma once

#include <QString>
#include <QStringList>
#include <chrono>
#include <vector>

namespace lockmaster {

struct CrowdMember {
    QString user;
    QString applicationName;
    QStringList statements;             ///< one after the other, each when the one before is answered, well or badly
    std::chrono::milliseconds pause{0}; ///< before each statement but the first
    bool repeats = false;               ///< from the first again, and connects again when it was cut off
};

/// `count` members with the same statements; "#" in a statement or name becomes the member's number from 1.
std::vector<CrowdMember> several(int count, const CrowdMember &member);

} // namespace lockmaster
