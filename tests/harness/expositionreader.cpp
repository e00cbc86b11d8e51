// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/expositionreader.h"

#include <QRegularExpression>
#include <QStringDecoder>
#include <cmath>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

const QString kName = u"[a-zA-Z_:][a-zA-Z0-9_:]*"_s;
const QString kLabel = u"([a-zA-Z][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\""_s;

QRegularExpressionMatch whole(const QString &pattern, QStringView text)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).matchView(text);
}

/// Gauges that redis_exporter calls a total; dashboards know them so.
bool mayBeGauge(const QString &metric)
{
    return metric == u"redis_rdb_saves_total" || metric == u"redis_migrate_cached_sockets_total"
           || metric == u"redis_memory_used_vm_total" || metric == u"redis_cluster_messages_sent_total"
           || metric == u"redis_cluster_messages_received_total";
}

} // namespace

ExpositionReader::ExpositionReader(const QByteArray &text)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString all = decode(text);
    if (decode.hasError())
        complain(u"not UTF-8"_s);
    if (!all.endsWith(u'\n'))
        complain(u"the last line has no end"_s);
    for (const QString &line : all.chopped(all.endsWith(u'\n') ? 1 : 0).split(u'\n')) {
        ++m_line;
        readLine(line);
    }
    if (!m_hasSamples)
        complain(m_metric + u" has no sample"_s);
}

void ExpositionReader::readLine(const QString &line)
{
    if (line.startsWith(u"# HELP "))
        readHelp(line);
    else if (line.startsWith(u"# TYPE "))
        readType(line);
    else
        readSample(line);
}

void ExpositionReader::readHelp(const QString &line)
{
    const auto match = whole(u"# HELP (%1) ((?:[^\\\\]|\\\\[\\\\n])+)"_s.arg(kName), line);
    if (!match.hasMatch())
        complain(u"no good HELP"_s);
    if (!m_hasSamples)
        complain(m_metric + u" has no sample"_s);
    m_help = match.captured(1);
}

void ExpositionReader::readType(const QString &line)
{
    const auto match = whole(u"# TYPE (%1) (counter|gauge)"_s.arg(kName), line);
    m_metric = match.captured(1);
    m_hasSamples = false;
    if (!match.hasMatch())
        complain(u"no good TYPE"_s);
    if (m_help != m_metric)
        complain(u"HELP of another metric, or none"_s);
    if (m_types.contains(m_metric))
        complain(u"told of twice"_s);
    m_types.insert(m_metric, match.captured(2));
    checkName(m_metric, match.captured(2));
}

// What exporters named otherwise stays as they named it: names with lockmaster_ are ours.
void ExpositionReader::checkName(const QString &metric, const QString &type)
{
    const bool isTotal = metric.endsWith(u"_total");
    const bool isOurs = metric.startsWith(u"lockmaster_");
    if (isTotal && type != u"counter" && !mayBeGauge(metric))
        complain(u"a gauge that ends like a counter"_s);
    if (isOurs && type == u"counter" && !isTotal)
        complain(u"a counter that does not end in _total"_s);
    if (isOurs && whole(u".*_(count|sum|bucket|info)|.*[^a-z_].*"_s, metric).hasMatch())
        complain(u"a name that means something else"_s);
}

void ExpositionReader::readSample(const QString &line)
{
    const auto match = whole(u"(%1)(\\{.*\\})? ([^ ]+)"_s.arg(kName), line);
    if (!match.hasMatch())
        return complain(u"no good sample"_s);
    if (match.captured(1) != m_metric)
        complain(u"a sample of another metric"_s);
    m_hasSamples = true;
    checkValue(match.captured(3));
    const QString series = match.captured(1) + readLabels(match.capturedView(2));
    if (m_values.contains(series))
        complain(u"twice: "_s + series);
    m_values.insert(series, match.capturedView(3).toDouble());
}

void ExpositionReader::checkValue(const QString &value)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    const bool isSpecial = value == u"NaN" || value == u"+Inf" || value == u"-Inf";
    if (!isSpecial && (!isNumber || !std::isfinite(number)))
        complain(u"no good number: "_s + value);
    if (m_types.value(m_metric) == u"counter" && (isSpecial || number < 0))
        complain(u"no value of a counter: "_s + value);
}

QString ExpositionReader::readLabels(QStringView text)
{
    if (text.isEmpty())
        return {};
    if (!whole(u"\\{%1(,%1)*\\}"_s.arg(kLabel), text).hasMatch())
        complain(u"no good labels: "_s + text.toString());
    QMap<QString, QString> labels;
    for (auto match = QRegularExpression(kLabel).globalMatchView(text); match.hasNext();) {
        const auto label = match.next();
        if (labels.contains(label.captured(1)))
            complain(u"a label twice: "_s + label.captured(1));
        labels.insert(label.captured(1), label.captured(0));
    }
    return u'{' + labels.values().join(u',') + u'}';
}

void ExpositionReader::complain(const QString &what)
{
    m_complaints << u"line %1: %2"_s.arg(m_line).arg(what);
}

} // namespace lockmaster
