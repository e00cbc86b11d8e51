// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A strict reader of the text format of Prometheus, 0.0.4: stricter than Prometheus, which forgives much.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace lockmaster {

class ExpositionReader
{
public:
    explicit ExpositionReader(const QByteArray &text);

    /// What is wrong, each with its line; nothing of a good text.
    [[nodiscard]] const QStringList &complaints() const { return m_complaints; }
    /// By series, labels in order of their names.
    [[nodiscard]] const QMap<QString, double> &values() const { return m_values; }
    /// "counter" or "gauge", by metric.
    [[nodiscard]] const QMap<QString, QString> &types() const { return m_types; }

private:
    void readLine(const QString &line);
    void readHelp(const QString &line);
    void readType(const QString &line);
    void readSample(const QString &line);
    void checkName(const QString &metric, const QString &type);
    void checkValue(const QString &value);
    QString readLabels(QStringView text);
    void complain(const QString &what);

    int m_line = 0;
    QString m_help;   ///< the metric of the last HELP
    QString m_metric; ///< the metric whose samples come
    bool m_hasSamples = true;
    QMap<QString, QString> m_types;
    QMap<QString, double> m_values;
    QStringList m_complaints;
};

} // namespace lockmaster
