// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages a target has, by the kind of its server, in the order of their tabs. A further page is one more entry
// in pages.cpp.
#pragma once

#include <vector>

#include "model/target.h"
#include "ui/common/page.h"

namespace lockmaster {

std::vector<Page *> makePages(ServerKind kind, MomentBus &bus, QWidget *parent);

} // namespace lockmaster
