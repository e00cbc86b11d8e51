// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a server's configuration.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct PostgresSetting;
struct SettingOverride;
struct ConfigurationLine;
struct Configuration;

const ValueType &typeOf(const PostgresSetting *);
const ValueType &typeOf(const SettingOverride *);
const ValueType &typeOf(const ConfigurationLine *);
const ValueType &typeOf(const Configuration *);

} // namespace lockmaster
