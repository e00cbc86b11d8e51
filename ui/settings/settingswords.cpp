// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingswords.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/settings/settingstext.h"

#include <QFileInfo>
#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kShownLines = 4;

QString lineWords(const ConfigurationLine &line)
{
    const QString file = QFileInfo(plainLine(line.file)).fileName();
    const QString what = line.name.isEmpty() ? QString() : plainLine(line.name) + u": "_s;
    return SettingsText::tr("%1, line %2: %3%4").arg(file).arg(line.line).arg(what, plainLine(line.error));
}

bool isWrong(const ConfigurationLine &line)
{
    return !line.error.isEmpty();
}

/// What the files bring with a restart is told as an error too: it is one of no line that is wrong.
bool onlyWaits(const Configuration &configuration, const ConfigurationLine &line)
{
    const PostgresSetting *setting = findSetting(configuration, line.name);
    return setting && setting->waitsForRestart;
}

} // namespace

Note noteOnFiles(const Configuration &configuration)
{
    if (!configuration.lines)
        return {};
    QStringList words;
    qsizetype wrong = 0;
    for (const ConfigurationLine &line : *configuration.lines) {
        if (!isWrong(line) || onlyWaits(configuration, line))
            continue;
        if (++wrong <= kShownLines)
            words << lineWords(line);
    }
    if (wrong == 0)
        return {};
    if (wrong > kShownLines)
        words << SettingsText::tr("and %n more", nullptr, int(wrong - kShownLines));
    return {HealthState::Warning,
            SettingsText::tr(
                "%n lines of the configuration files are wrong: a reload leaves out what they say, and a restart "
                "may fail.",
                nullptr, int(wrong)),
            words.join(u'\n')};
}

QStringList settingsStatus(const Configuration &configuration, const ServerIdentity &identity)
{
    const auto own = std::ranges::count_if(configuration.settings, isChanged);
    const auto waiting = std::ranges::count_if(configuration.settings, &PostgresSetting::waitsForRestart);
    QStringList words{SettingsText::tr("%1 settings").arg(formatCount(std::int64_t(configuration.settings.size()))),
                      SettingsText::tr("%1 changed").arg(formatCount(own))};
    if (waiting > 0)
        words << SettingsText::tr("%n wait for a restart", nullptr, int(waiting));
    words << SettingsText::tr("as role %1 in database %2 gets them")
                 .arg(plainLine(identity.user), plainLine(identity.database));
    if (!configuration.maySeeFiles)
        words << SettingsText::tr("errors in the files are hidden from this login: GRANT EXECUTE ON FUNCTION "
                                  "pg_show_all_file_settings(), pg_hba_file_rules() TO %1")
                     .arg(plainLine(identity.user));
    return words;
}

} // namespace lockmaster
