// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a PostgreSQL server is set: every setting with where its value comes from, what is set for roles and databases, and
// what is wrong in the files.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/postgres/session.h"

namespace lockmaster {

/// One row of pg_settings, as the session of the console sees it. Values are in `unit`, as the server keeps them:
/// settingText() makes "128MB" of them.
struct PostgresSetting {
    QString name;
    QString value;    ///< what holds for a new session of our user in our database; secrets in it are masked
    QString standard; ///< of the program
    QString unit;     ///< "8kB", "ms"; empty: none
    QString category;
    QString description;
    QString context; ///< what it takes to change it: "postmaster", "sighup", "superuser", "user", "internal", …
    QString source;  ///< "default", "configuration file", "database", "client", "session", …
    QString file;    ///< empty: not of a file, or hidden from us
    int line = 0;
    bool waitsForRestart = false; ///< the files say something else, which a restart will bring

    bool operator==(const PostgresSetting &) const = default;
};

/// ALTER ROLE … SET, ALTER DATABASE … SET, or both at once.
struct SettingOverride {
    QString name;
    QString value;    ///< as it was written; secrets in it are masked
    QString database; ///< empty: all
    QString role;     ///< empty: all

    bool operator==(const SettingOverride &) const = default;
};

/// A line of the configuration files.
struct ConfigurationLine {
    QString file;
    int line = 0;
    QString name;           ///< empty: of pg_hba.conf, or it cannot be read
    QString value;          ///< secrets in it are masked
    bool isApplied = false; ///< else a later line of the same setting is, or it is wrong, or it waits for a restart
    QString error;          ///< the server's words; empty: it is right

    bool operator==(const ConfigurationLine &) const = default;
};

struct Configuration {
    std::vector<PostgresSetting> settings; ///< by name
    std::vector<SettingOverride> overrides;
    /// Of the configuration files all, of pg_hba.conf those that are wrong. Absent: hidden from us, or not read yet.
    std::optional<std::vector<ConfigurationLine>> lines;
    bool maySeeFiles = false; ///< both functions that read the files are granted to us
    ServerTime readAt{};

    bool operator==(const Configuration &) const = default;
};

/// Null when the server has no such setting.
const PostgresSetting *findSetting(const Configuration &configuration, QStringView name);

/// "128MB" of "16384" in units of 8kB: as SHOW prints it, in the largest unit that leaves no fraction. What is no number,
/// or not above zero, stands as it is.
QString settingText(const QString &value, const QString &unit);

/// Whether it is set to something else than the program's own value, by whoever. What the session of the console itself
/// set, or the server computed, is not.
bool isChanged(const PostgresSetting &setting);

/// The console's own connection set it: it says nothing of the server.
bool isOfOurSession(const PostgresSetting &setting);

} // namespace lockmaster
