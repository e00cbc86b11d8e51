// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A finding's proof as a small table. Pure.
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <vector>

namespace lockmaster {

/// {what, value} each, in the order of the keys: nested ones one after the other ("root pid"), lists cut after a few. What is
/// not known is left out. Values are as the server told them.
std::vector<QStringList> evidenceRows(const QJsonObject &evidence);

} // namespace lockmaster
