// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/seriesnames.h"

#include <QSet>

#include "metrics/registry.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QSet<QString> allToldSeries()
{
    QSet<QString> all;
    for (const Metric &metric : allMetrics()) {
        for (int flag = 1; flag <= int(Told::MinuteSlope); flag *= 2) {
            if (metric.told.testFlag(Told(flag)))
                all.insert(seriesName(Told(flag), metric, metric.name));
        }
    }
    return all;
}

} // namespace

QString seriesName(Told as, const Metric &metric, const QString &series)
{
    switch (as) {
    case Told::Value: break;
    case Told::Total: return (metric.together == Together::Sum ? u"sum("_s : u"max("_s) + series + u')';
    case Told::Rate: return u"rate("_s + series + u')';
    case Told::TotalRate: return u"sum(rate("_s + series + u"))"_s;
    case Told::MinuteRate: return u"rate("_s + series + u"[1m])"_s;
    case Told::Slope: return u"deriv("_s + series + u"[15s])"_s;
    case Told::MinuteSlope: return u"deriv("_s + series + u"[1m])"_s;
    }
    return series;
}

bool isToldSeries(QStringView name)
{
    static const QSet<QString> all = allToldSeries();
    const auto brace = name.indexOf(u'{');
    const auto end = name.lastIndexOf(u'}');
    return all.contains(brace < 0 ? name.toString() : name.first(brace).toString() + name.sliced(end + 1).toString());
}

} // namespace lockmaster
