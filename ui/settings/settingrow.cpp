// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingrow.h"

#include "base/text.h"
#include "ui/settings/settingstext.h"

#include <QFileInfo>
#include <algorithm>
#include <map>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// The server's words for where a value comes from (guc_tables.c, GucSource_Names), as people say it.
QString sourceWords(const PostgresSetting &setting)
{
    const QString &source = setting.source;
    if (source == u"default")
        return SettingsText::tr("default");
    if (source == u"configuration file")
        return setting.file.endsWith(u"postgresql.auto.conf") ? SettingsText::tr("ALTER SYSTEM")
                                                              : SettingsText::tr("configuration file");
    if (source == u"command line")
        return SettingsText::tr("command line of the server");
    if (source == u"environment variable")
        return SettingsText::tr("environment of the server");
    if (source == u"global")
        return SettingsText::tr("set for all roles and databases");
    if (source == u"database")
        return SettingsText::tr("set for this database");
    if (source == u"user")
        return SettingsText::tr("set for our role");
    if (source == u"database user")
        return SettingsText::tr("set for our role in this database");
    if (isOfOurSession(setting))
        return SettingsText::tr("this console's connection");
    if (source == u"override")
        return SettingsText::tr("computed by the server");
    return plainLine(source);
}

/// What pg_settings.context means for who wants to change it.
QString changeWords(const PostgresSetting &setting)
{
    const QString &context = setting.context;
    if (context == u"postmaster")
        return SettingsText::tr("restart");
    if (context == u"sighup")
        return SettingsText::tr("reload");
    if (context.endsWith(u"backend"))
        return SettingsText::tr("reload, for new sessions");
    if (context == u"superuser")
        return SettingsText::tr("session of a superuser, or reload");
    if (context == u"user")
        return SettingsText::tr("any session, or reload");
    return SettingsText::tr("cannot be changed");
}

QString shownValue(const QString &value)
{
    return value.isEmpty() ? SettingsText::tr("(empty)") : value;
}

QString placeOf(const QString &file, int line)
{
    if (file.isEmpty())
        return {};
    const QString name = QFileInfo(plainLine(file)).fileName();
    return line > 0 ? u"%1:%2"_s.arg(name).arg(line) : name;
}

SettingRow rowOf(const PostgresSetting &setting, const Configuration *other)
{
    SettingRow row;
    row.id = row.name = setting.name;
    row.value = shownValue(settingText(setting.value, setting.unit));
    row.standard = shownValue(settingText(setting.standard, setting.unit));
    row.source = sourceWords(setting);
    row.place = placeOf(setting.file, setting.line);
    row.change = changeWords(setting);
    row.about = setting.description;
    row.isOwn = isChanged(setting);
    row.waitsForRestart = setting.waitsForRestart;
    if (const PostgresSetting *there = other ? findSetting(*other, setting.name) : nullptr) {
        row.elsewhere = shownValue(settingText(there->value, there->unit));
        row.differs = !isOfOurSession(setting) && row.elsewhere != row.value;
    }
    return row;
}

QString whomFor(const SettingOverride &one)
{
    if (one.database.isEmpty() && one.role.isEmpty())
        return SettingsText::tr("for all roles and databases");
    if (one.role.isEmpty())
        return SettingsText::tr("for database %1").arg(plainLine(one.database));
    if (one.database.isEmpty())
        return SettingsText::tr("for role %1").arg(plainLine(one.role));
    return SettingsText::tr("for role %1 in database %2").arg(plainLine(one.role), plainLine(one.database));
}

SettingRow rowOf(const SettingOverride &one)
{
    SettingRow row;
    row.id = u"%1/%2/%3"_s.arg(one.name, one.database, one.role);
    row.parentId = row.name = one.name;
    row.value = shownValue(one.value);
    row.source = whomFor(one);
    row.isOverride = true;
    return row;
}

QString standingOf(const ConfigurationLine &line)
{
    if (!line.error.isEmpty())
        return plainLine(line.error);
    return line.isApplied ? SettingsText::tr("this line counts")
                          : SettingsText::tr("does not count: a later line says it again");
}

SettingRow rowOf(const ConfigurationLine &line, qsizetype number)
{
    SettingRow row;
    row.id = u"%1/%2:%3/%4"_s.arg(line.name, line.file).arg(line.line).arg(number);
    row.parentId = row.name = line.name;
    row.value = shownValue(line.value);
    row.source = standingOf(line);
    row.place = placeOf(line.file, line.line);
    row.isWrong = !line.error.isEmpty();
    return row;
}

/// Below a setting only what says more than the setting itself: several lines of it, or a wrong one.
void addLines(const std::vector<ConfigurationLine> &lines, std::vector<SettingRow> &rows)
{
    std::map<QString, int> times;
    for (const ConfigurationLine &line : lines)
        ++times[line.name];
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const ConfigurationLine &line = lines[place];
        if (!line.name.isEmpty() && (times[line.name] > 1 || !line.error.isEmpty()))
            rows.push_back(rowOf(line, qsizetype(place)));
    }
}

/// What is below a setting is shown where the setting is.
void shareWithChildren(std::vector<SettingRow> &rows)
{
    std::map<QString, SettingRow *> settings;
    for (SettingRow &row : rows) {
        if (row.parentId.isEmpty())
            settings[row.id] = &row;
    }
    for (const SettingRow &row : rows) {
        if (const auto parent = settings.find(row.parentId); parent != settings.end() && row.isOverride)
            parent->second->hasOverrides = true;
    }
    for (SettingRow &row : rows) {
        const auto parent = settings.find(row.parentId);
        if (parent == settings.end())
            continue;
        row.isOwn = parent->second->isOwn;
        row.waitsForRestart = parent->second->waitsForRestart;
        row.hasOverrides = parent->second->hasOverrides;
        row.differs = parent->second->differs;
    }
}

std::optional<HealthState> stateOf(const SettingRow &row)
{
    const bool isMarked = row.isWrong || (row.waitsForRestart && row.parentId.isEmpty());
    return isMarked ? std::optional(HealthState::Warning) : std::nullopt;
}

KeyedColumn<SettingRow> column(const char *id, const QString &title, const QString &about, int width,
                               QString SettingRow::*member)
{
    return {.info = {.id = QString::fromLatin1(id), .title = title, .toolTip = about, .width = width},
            .text = [member](const SettingRow &row) { return plainLine(row.*member); }};
}

} // namespace

std::vector<SettingRow> settingRows(const Configuration &configuration, const Configuration *other)
{
    std::vector<SettingRow> rows;
    rows.reserve(configuration.settings.size() + configuration.overrides.size());
    for (const PostgresSetting &setting : configuration.settings)
        rows.push_back(rowOf(setting, other));
    for (const SettingOverride &one : configuration.overrides)
        rows.push_back(rowOf(one));
    if (configuration.lines)
        addLines(*configuration.lines, rows);
    shareWithChildren(rows);
    return rows;
}

std::vector<KeyedColumn<SettingRow>> settingColumns()
{
    auto name =
        column("name", SettingsText::tr("Setting"),
               SettingsText::tr("Below it: what is set for roles and databases, and further lines of the files."), 38,
               &SettingRow::name);
    name.hint = [](const SettingRow &row) { return plainLine(row.about); };
    auto value =
        column("value", SettingsText::tr("Value"),
               SettingsText::tr("What a new session of our role in our database gets."), 24, &SettingRow::value);
    value.info.tints = true;
    value.info.isElastic = true;
    value.state = stateOf;
    value.hint = [](const SettingRow &row) {
        return row.waitsForRestart ? SettingsText::tr("The files say something else: a restart will bring it.")
                                   : QString();
    };
    auto elsewhere = column("elsewhere", SettingsText::tr("There"),
                            SettingsText::tr("The same setting of the target it is compared with; –: it has none."), 24,
                            &SettingRow::name);
    elsewhere.text = [](const SettingRow &row) {
        return row.parentId.isEmpty() ? row.elsewhere ? plainLine(*row.elsewhere) : QStringLiteral("–") : QString();
    };
    elsewhere.info.isHidden = true;
    auto place = column("place", SettingsText::tr("File and line"),
                        SettingsText::tr("Empty: of no file, or hidden from this login."), 26, &SettingRow::place);
    place.info.yields = 1;
    auto change = column("change", SettingsText::tr("To change"), SettingsText::tr("What a new value takes."), 28,
                         &SettingRow::change);
    change.info.yields = 2;
    auto about = column("about", SettingsText::tr("What it is"), SettingsText::tr("In the server's own words."), 60,
                        &SettingRow::about);
    about.info.isHidden = true;
    return {std::move(name),
            std::move(value),
            std::move(elsewhere),
            column("standard", SettingsText::tr("Default"), SettingsText::tr("The program's own value."), 24,
                   &SettingRow::standard),
            column("source", SettingsText::tr("Comes from"),
                   SettingsText::tr("Where the value comes from, or whom it is set for."), 30, &SettingRow::source),
            std::move(place),
            std::move(change),
            std::move(about)};
}

void SettingModel::setView(SettingView view)
{
    m_view = view;
    rebuild();
    Q_EMIT filtersChanged();
}

bool SettingModel::accepts(const SettingRow &row) const
{
    switch (m_view) {
    case SettingView::All: return true;
    case SettingView::Own: return row.isOwn;
    case SettingView::WaitingForRestart: return row.waitsForRestart;
    case SettingView::Overridden: return row.hasOverrides;
    case SettingView::Different: return row.differs;
    }
    return true;
}

} // namespace lockmaster
