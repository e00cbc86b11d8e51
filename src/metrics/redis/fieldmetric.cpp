// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/redis/fieldmetric.h"

#include "metrics/reading.h"
#include "model/redis/redis.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

std::optional<Amount> numberIn(const QString &text)
{
    bool isNumber = false;
    if (const qlonglong whole = text.toLongLong(&isNumber); isNumber)
        return Amount(whole);
    if (const double value = text.toDouble(&isNumber); isNumber)
        return Amount(value);
    if (text == u"ok" || text == u"up")
        return 1;
    if (text == u"err" || text == u"fail" || text == u"down")
        return 0;
    return {};
}

QString lastWord(QLatin1StringView source)
{
    return source.sliced(source.lastIndexOf(u' ') + 1);
}

} // namespace

Metric field(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
             QLatin1StringView source, QLatin1StringView help, ToldAs told)
{
    Metric metric{name, {}, type, unit, help, source, since};
    metric.read = [field = lastWord(source)](const Reading &reading, Values &to) {
        to.add(numberIn(reading.redis().info.value(field)));
    };
    metric.told = told;
    return metric;
}

Metric microsecondField(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
                        QLatin1StringView source, QLatin1StringView help)
{
    Metric metric = field(name, type, unit, since, source, help);
    metric.read = [field = lastWord(source)](const Reading &reading, Values &to) {
        to.add(numberIn(reading.redis().info.value(field)).transform([](Amount value) { return value / 1e6L; }));
    };
    return metric;
}

Metric ofPrimary(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
                 QLatin1StringView source, QLatin1StringView help)
{
    Metric metric = field(name, type, unit, since, source, help);
    metric.labels = {"master_host"_L1, "master_port"_L1};
    metric.read = [field = lastWord(source)](const Reading &reading, Values &to) {
        const auto &info = reading.redis().info;
        to.add({info.value(u"master_host"_s), info.value(u"master_port"_s)}, numberIn(info.value(field)));
    };
    return metric;
}

Metric clusterField(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
                    QLatin1StringView source, QLatin1StringView help)
{
    Metric metric = field(name, type, unit, since, source, help);
    metric.read = [field = lastWord(source)](const Reading &reading, Values &to) {
        if (const auto &cluster = reading.redis().cluster)
            to.add(numberIn(cluster->info.value(field)));
    };
    return metric;
}

Metric setting(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
               QLatin1StringView source, QLatin1StringView help)
{
    Metric metric = field(name, type, unit, since, source, help);
    metric.read = [setting = lastWord(source)](const Reading &reading, Values &to) {
        const auto &settings = reading.redis().settings;
        if (const auto found = settings.find(setting); found != settings.end())
            to.add(numberIn(found->second));
    };
    return metric;
}

} // namespace lockmaster
