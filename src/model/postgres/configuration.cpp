// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/configuration.h"

#include <algorithm>
#include <array>
#include <span>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

struct SettingUnit {
    QLatin1StringView name;
    std::int64_t size; ///< in the smallest of its kind
};

// GUC's own tables (guc.c, memory_unit_conversion_table and time_unit_conversion_table), largest first.
constexpr std::array kSizes{SettingUnit{"TB"_L1, 1LL << 40}, SettingUnit{"GB"_L1, 1LL << 30},
                            SettingUnit{"MB"_L1, 1LL << 20}, SettingUnit{"kB"_L1, 1LL << 10}, SettingUnit{"B"_L1, 1}};
constexpr std::array kTimes{SettingUnit{"d"_L1, 86'400'000'000}, SettingUnit{"h"_L1, 3'600'000'000},
                            SettingUnit{"min"_L1, 60'000'000},   SettingUnit{"s"_L1, 1'000'000},
                            SettingUnit{"ms"_L1, 1'000},         SettingUnit{"us"_L1, 1}};

/// "8kB": eight times a kilobyte, of the units of memory. Nothing when it is not of these.
std::optional<std::int64_t> sizeIn(const QString &unit, std::span<const SettingUnit> units)
{
    qsizetype digits = 0;
    while (digits < unit.size() && unit[digits].isDigit())
        ++digits;
    const QStringView name = QStringView(unit).mid(digits);
    const auto found = std::ranges::find_if(units, [&](const SettingUnit &one) { return name == one.name; });
    if (found == units.end())
        return {};
    return found->size * (digits > 0 ? QStringView(unit).first(digits).toLongLong() : 1);
}

} // namespace

const PostgresSetting *findSetting(const Configuration &configuration, QStringView name)
{
    const auto found = std::ranges::lower_bound(configuration.settings, name, {},
                                                [](const auto &one) { return QStringView(one.name); });
    return found != configuration.settings.end() && found->name == name ? &*found : nullptr;
}

QString settingText(const QString &value, const QString &unit)
{
    bool isNumber = false;
    const std::int64_t number = value.toLongLong(&isNumber);
    if (unit.isEmpty() || !isNumber || number <= 0) {
        bool isReal = false;
        const double real = value.toDouble(&isReal);
        return !unit.isEmpty() && isReal && real > 0 ? value + unit : value;
    }
    for (const std::span<const SettingUnit> units :
         {std::span<const SettingUnit>(kSizes), std::span<const SettingUnit>(kTimes)}) {
        const auto size = sizeIn(unit, units);
        std::int64_t total = 0;
        if (!size || __builtin_mul_overflow(number, *size, &total))
            continue;
        const auto best = std::ranges::find_if(units, [&](const SettingUnit &one) { return total % one.size == 0; });
        return QString::number(total / best->size) + best->name;
    }
    return value + u' ' + unit;
}

bool isOfOurSession(const PostgresSetting &setting)
{
    return setting.source == u"session" || setting.source == u"client";
}

bool isChanged(const PostgresSetting &setting)
{
    return setting.source != u"default" && setting.source != u"override" && setting.context != u"internal"
           && !isOfOurSession(setting) && setting.value != setting.standard;
}

} // namespace lockmaster
