// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.settings.pending_restart: the files say something that only a restart brings, so what is in force is not what somebody
// has set. Evidence: settings [{name, value (in force), file_value (the last line of the files that says it; null: hidden)}].
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "base/text.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/configuration.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue inTheFiles(const Configuration &configuration, const QString &name)
{
    if (!configuration.lines)
        return {};
    const auto last = std::ranges::find_last(*configuration.lines, name, &ConfigurationLine::name);
    return last.empty() ? QJsonValue() : QJsonValue(last.front().value);
}

Findings findPendingRestart(const Snapshot &snapshot, const Thresholds &)
{
    const auto &configuration = snapshot.postgres->configuration;
    if (!configuration)
        return {};
    QJsonArray waiting;
    for (const PostgresSetting &setting : configuration->settings) {
        if (setting.waitsForRestart)
            waiting.append(QJsonObject{{u"name"_s, setting.name},
                                       {u"value"_s, settingText(setting.value, setting.unit)},
                                       {u"file_value"_s, inTheFiles(*configuration, setting.name)}});
    }
    if (waiting.isEmpty())
        return {};
    return {
        {u"pg.settings.pending_restart"_s,
         FindingSeverity::Info,
         {},
         {{u"settings"_s, waiting}},
         {copyLine(u"SELECT name, setting, unit, sourcefile, sourceline FROM pg_settings WHERE pending_restart;"_s)},
         {}}};
}

QString oneWaits(const QJsonObject &setting)
{
    const QString name = nameText(setting[u"name"]);
    const QString value = nameText(setting[u"value"]);
    return setting[u"file_value"].isString()
               ? DiagnosisText::tr("%1 is %2 until a restart, then %3.")
                     .arg(name, value, nameText(setting[u"file_value"]))
               : DiagnosisText::tr("%1 is %2 until a restart: the files say something else.").arg(name, value);
}

QString pendingRestartSentence(const Finding &finding)
{
    const QJsonArray settings = finding.evidence[u"settings"].toArray();
    if (settings.size() == 1)
        return oneWaits(settings.first().toObject());
    QStringList names;
    for (qsizetype place = 0; place < std::min<qsizetype>(3, settings.size()); ++place)
        names << nameText(settings[place][u"name"]);
    return settings.size() > 3
               ? DiagnosisText::tr("%1 settings wait for a restart: %2, …")
                     .arg(settings.size())
                     .arg(names.join(u", "_s))
               : DiagnosisText::tr("%1 settings wait for a restart: %2.").arg(settings.size()).arg(names.join(u", "_s));
}

} // namespace

constinit const Rule rules::pendingRestart{.id = QLatin1StringView("pg.settings.pending_restart"),
                                           .input = RuleInput::PostgreSql,
                                           .find = findPendingRestart,
                                           .sentence = pendingRestartSentence,
                                           .page = QLatin1StringView("settings")};

} // namespace lockmaster
