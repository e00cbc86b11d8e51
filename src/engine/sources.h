// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The source of each kind of server.
#pragma once

#include "engine/source/source.h"

namespace lockmaster {

std::unique_ptr<Source> makeSource(SourceOptions options, const Clock &clock);

} // namespace lockmaster
