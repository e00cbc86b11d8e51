// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fleet/fleetlines.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

bool hasTls(const Target &target)
{
    const QString mode = parameter(target.parameters, u"sslmode");
    return !mode.isEmpty() && mode != u"disable";
}

QString scheme(const Target &target)
{
    const KindRecord &record = recordOf(target.kind);
    const bool isEncrypted = record.urlStyle == UrlStyle::Resp && hasTls(target);
    return std::ranges::find(record.schemes, isEncrypted, &UrlScheme::isEncrypted)->word;
}

/// The host as an authority has it: a socket's folder escaped, an IPv6 address in brackets.
QString hostText(const QString &host)
{
    return host.contains(u':') ? u'[' + host + u']' : encoded(host);
}

/// Of several servers each with its own port: "h1:5432,h2:5433".
QString authority(const Target &target)
{
    const QStringList hosts = parameter(target.parameters, u"host").split(u',');
    const QStringList ports = parameter(target.parameters, u"port").split(u',');
    QStringList places;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const QString port = ports.size() == 1 ? ports.first() : ports.value(i);
        places << hostText(hosts[i]) + (port.isEmpty() ? QString() : u':' + port);
    }
    return places.join(u',');
}

/// What the rest of the URL does not say already. No password is among it.
QString query(const Target &target)
{
    const bool isResp = recordOf(target.kind).urlStyle == UrlStyle::Resp;
    QStringList parts;
    for (const auto &[word, value] : target.parameters) {
        const bool isInUrl = word == u"host" || word == u"port" || word == u"user" || word == u"dbname";
        const bool isInScheme = isResp && word == u"sslmode" && (value == u"disable" || value == u"verify-full");
        if (!isInUrl && !isInScheme && word != u"password" && word != u"sslpassword")
            parts << word + u'=' + encoded(value);
    }
    return parts.isEmpty() ? QString() : u'?' + parts.join(u'&');
}

QString passwordText(const PasswordSource &password)
{
    const auto source = [&](const QString &kind) {
        return u"{%1: %2}"_s.arg(kind, password.argument.isEmpty() ? QString() : quoted(password.argument));
    };
    switch (password.kind) {
    case PasswordSource::Kind::Keyring: return source(u"keyring"_s);
    case PasswordSource::Kind::Environment: return source(u"environment"_s);
    case PasswordSource::Kind::Command: return source(u"command"_s);
    case PasswordSource::Kind::None:
    case PasswordSource::Kind::Url:
    case PasswordSource::Kind::Service: break;
    }
    return {};
}

QString labelsText(const QMap<QString, QString> &labels)
{
    QStringList parts;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        parts << quoted(label.key()) + u": "_s + quoted(label.value());
    return u'{' + parts.join(u", "_s) + u'}';
}

QString lines(const Target &target)
{
    QStringList all{u"  - name: "_s + quoted(target.name), u"    url: "_s + quoted(urlOf(target))};
    if (!target.group.isEmpty())
        all << u"    group: "_s + quoted(target.group);
    all << u"    environment: "_s + environmentName(target.environment);
    if (!target.labels.isEmpty())
        all << u"    labels: "_s + labelsText(target.labels);
    if (target.readOnly)
        all << u"    read_only: true"_s;
    if (const QString password = passwordText(target.password); !password.isEmpty())
        all << u"    password: "_s + password;
    return all.join(u'\n') + u'\n';
}

} // namespace

QString urlOf(const Target &target)
{
    const auto &all = target.parameters;
    const QString user = parameter(all, u"user");
    const QString name = recordOf(target.kind).hasDatabases ? parameter(all, u"dbname") : target.sentinelGroup;
    return scheme(target) + u"://"_s + (user.isEmpty() ? QString() : encoded(user) + u'@') + authority(target)
           + (name.isEmpty() ? QString() : u'/' + encoded(name)) + query(target);
}

QString fleetLines(const std::vector<Target> &targets)
{
    QString text;
    for (const Target &target : targets)
        text += lines(target);
    return text;
}

} // namespace lockmaster
