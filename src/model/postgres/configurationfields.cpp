// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/configurationfields.h"

#include "model/fields/describe.h"
#include "model/postgres/configuration.h"

namespace lockmaster {

template <>
struct FieldsOf<PostgresSetting> {
    static constexpr auto table = std::tuple{
        field("name", &PostgresSetting::name),
        field("value", &PostgresSetting::value, Secrecy::Words),
        field("standard", &PostgresSetting::standard),
        field("unit", &PostgresSetting::unit),
        field("category", &PostgresSetting::category),
        field("description", &PostgresSetting::description),
        field("context", &PostgresSetting::context),
        field("source", &PostgresSetting::source),
        field("file", &PostgresSetting::file),
        field("line", &PostgresSetting::line),
        field("waits_for_restart", &PostgresSetting::waitsForRestart),
    };
};

template <>
struct FieldsOf<SettingOverride> {
    static constexpr auto table = std::tuple{
        field("name", &SettingOverride::name),
        field("value", &SettingOverride::value, Secrecy::Words),
        field("database", &SettingOverride::database),
        field("role", &SettingOverride::role),
    };
};

template <>
struct FieldsOf<ConfigurationLine> {
    static constexpr auto table = std::tuple{
        field("file", &ConfigurationLine::file),
        field("line", &ConfigurationLine::line),
        field("name", &ConfigurationLine::name),
        field("value", &ConfigurationLine::value, Secrecy::Words),
        field("is_applied", &ConfigurationLine::isApplied),
        field("error", &ConfigurationLine::error, Secrecy::Words),
    };
};

template <>
struct FieldsOf<Configuration> {
    static constexpr auto table = std::tuple{
        field("settings", &Configuration::settings), field("overrides", &Configuration::overrides),
        field("lines", &Configuration::lines),       field("may_see_files", &Configuration::maySeeFiles),
        field("read_at", &Configuration::readAt),
    };
};

LOCKMASTER_TABLE(PostgresSetting)
LOCKMASTER_TABLE(SettingOverride)
LOCKMASTER_TABLE(ConfigurationLine)
LOCKMASTER_TABLE(Configuration)

} // namespace lockmaster
