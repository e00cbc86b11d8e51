// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two plans of the same request, one made later: whether a confirmation of the first is one of the second.
#pragma once

#include <QStringList>

namespace lockmaster {

struct ActionPlan;

/// What is not as it was, a sentence each, plain text: server, what it is done to, statements, verdicts of the checks,
/// how weighty it is, what has to be typed. Empty: the same act, only looked at again; ages and numbers may differ.
QStringList changesBetween(const ActionPlan &before, const ActionPlan &now);

} // namespace lockmaster
