// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Prometheus exporter beside the console, and what it says of the same server.
#pragma once

#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <algorithm>
#include <memory>

#include "lab/process/ports.h"
#include "lab/process/processes.h"
#include "model/metrics.h"
#include "model/series.h"

namespace lockmaster {

class Exporter
{
public:
    /// `arguments` without the address to listen on; `environment` is added to ours.
    Exporter(const QString &program, QStringList arguments, const QMap<QString, QString> &environment = {})
    {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        for (auto entry = environment.cbegin(); entry != environment.cend(); ++entry)
            all.insert(entry.key(), entry.value());
        m_process.setProcessEnvironment(all);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        arguments << QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port);
        m_process.start(program, arguments);
        m_isUp = m_process.waitForStarted() && waitUntil([this] { return accepts(m_port); }, std::chrono::seconds(10));
    }
    ~Exporter()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] QString said() { return QString::fromUtf8(m_process.readAll()); }

    /// All samples of one scrape.
    [[nodiscard]] std::vector<Sample> scrape() const
    {
        const QByteArray answer = converse(m_port, "GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n");
        std::vector<Sample> samples;
        for (const QByteArray &line : answer.split('\n')) {
            const auto space = line.lastIndexOf(' ');
            bool isNumber = false;
            const double value = line.sliced(std::max<qsizetype>(space, 0)).trimmed().toDouble(&isNumber);
            if (!line.startsWith('#') && space > 0 && isNumber)
                samples.push_back({QString::fromUtf8(line.first(space)), value});
        }
        return samples;
    }

private:
    QProcess m_process;
    int m_port = freePort();
    bool m_isUp = false;
};

inline QMap<QString, QString> labelsOf(const QString &series)
{
    static const QRegularExpression label(QStringLiteral("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\""));
    QMap<QString, QString> labels;
    for (auto match = label.globalMatch(series); match.hasNext();) {
        const auto one = match.next();
        labels.insert(one.captured(1), one.captured(2));
    }
    return labels;
}

/// The only one of their samples that has the name and at least the labels of ours; null when there is none, or several.
inline const Sample *counterpart(const Sample &ours, const std::vector<Sample> &theirs)
{
    const QString name = metricNameOf(ours.series);
    const auto labels = labelsOf(ours.series);
    const Sample *only = nullptr;
    for (const Sample &sample : theirs) {
        if (metricNameOf(sample.series) != name)
            continue;
        const auto others = labelsOf(sample.series);
        const bool fits = std::all_of(labels.keyBegin(), labels.keyEnd(),
                                      [&](const QString &key) { return others.value(key) == labels.value(key); });
        if (fits && std::exchange(only, &sample))
            return nullptr;
    }
    return only;
}

} // namespace lockmaster
