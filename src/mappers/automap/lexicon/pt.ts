import type { Lexicon } from './atoms.ts';

/** Portuguese, Portugal and Brazil. */
export const portuguese: Lexicon = {
  person: `
    contato; contacto; contatos; contactos; pessoa; pessoa de contato; pessoa de contacto; membro; assinante;
    responsável contato; contato principal; aluno; paciente; associado contato; participante; pessoas`,
  customer: 'cliente; clientes',
  lead: 'lead; prospect; potencial cliente; cliente potencial; prospecto; leads; interessado',
  company: `
    empresa; companhia; organização; conta; razão social; empregador; instituição; empresas; organizações;
    nome fantasia; entidade; firma; organizacao; nome da empresa empresa; contas; estabelecimento`,
  deal: `
    negócio; oportunidade; negociação; venda oportunidade; negócios; oportunidades; transação; transacção;
    oportunidade de venda`,
  activity: `
    atividade; actividade; tarefa; chamada; ligação; reunião; evento; compromisso; atividades; tarefas; visita;
    interação; interações; contato atividade; atendimento; visitas; ligações; reuniões; chamadas`,
  product: 'produto; artigo; serviço; produtos; item; serviços',
  user: 'usuário; utilizador',
  work: 'trabalho; comercial; escritório; profissional; empresarial; corporativo; corporativa; emprego',
  home: 'casa; residencial; residência; domicílio',
  personal: 'pessoal; particular; privado',
  other: 'outro; outra; outros; outras; adicional',
  alternate: 'alternativo; alternativa; secundário; secundária; segundo; segunda; opcional',
  primary: 'principal; primário; primária; preferido; preferencial; padrão',
  main: 'geral; central; sede; fixo; matriz tel; fixa; recepção',
  direct: 'direto; direta; directo; ramal direto',
  mailing: 'correspondência',
  postal: 'postal; correio',
  billing: 'cobrança; faturamento; faturação; facturação; fatura',
  shipping: 'entrega; envio; expedição',
  legal: 'fiscal; legal; registrado',
  expected: 'esperado; esperada; estimado; estimada; previsto; prevista; previsão; esperados; prevista para',
  actual: 'real; efetivo; efetiva',
  current: 'atual; actual; associado; associada; relacionado; vinculado; relacionada',
  name: 'nome; denominação; designação',
  first_name: 'primeiro nome; nome próprio; nome de batismo; prenome',
  last_name: 'sobrenome; apelido; último nome; nome de família; apelidos; sobrenomes',
  full_name: `
    nome completo; nome e sobrenome; nome sobrenome; nome e apelido; primeiro e último nome;
    nome do cliente completo; nome civil`,
  salutation: 'saudação; tratamento; pronome de tratamento; forma de tratamento; título de cortesia; prefixo',
  title: 'título',
  job_title: `
    cargo; função; posição; título do cargo; cargo na empresa; profissão cargo; cargo função; título profissional;
    papel; cargo ocupado; cargo do contato`,
  department: 'departamento; setor departamento; área; depto; divisão',
  email: `
    e-mail; email; correio eletrónico; correio eletrônico; endereço de e-mail; endereço de email; mail;
    correio electrónico; endereço eletrônico; emails; e mails; endereço e mail`,
  phone: `
    telefone; tel; fone; número de telefone; telefone fixo; telefones; nº telefone; num telefone; n telefone;
    número do telefone; telefone de contato; telefone contato; telefone n; fixo telefone; contacto telefónico;
    nº de telefone; contato telefônico`,
  mobile: `
    celular; telemóvel; móvel; telefone celular; tel celular; número de celular; número do celular; cel;
    telefone móvel; número de telemóvel; telemovel; tlm; celulares; número celular`,
  fax: 'fax; número de fax; telefax',
  website: `
    site; website; página web; sítio web; web site; url do site; página da internet; site da empresa; página;
    home page; web; endereço do site; página na internet; url do website`,
  url: 'link; endereço url',
  domain: 'domínio; nome de domínio; domínio da empresa',
  linkedin: 'perfil do linkedin; página do linkedin; url do linkedin; linkedin perfil; perfil linkedin',
  address: 'endereço; morada; endereço completo; end; endereços; morada completa; localização endereço',
  street: `
    rua; logradouro; rua e número; endereço 1; endereço linha 1; rua número; morada 1; avenida; linha de endereço 1;
    nome da rua; endereço rua; rua nº; logradouro e número; linha 1 do endereço; endereco linha 1`,
  line2: `
    complemento; endereço 2; endereço linha 2; apartamento; andar; complemento do endereço; morada 2;
    linha de endereço 2; bloco; complemento endereço; apto; linha 2 do endereço; sala; edifício; rua 2`,
  city: `
    cidade; município; localidade; cidade município; nome da cidade; concelho cidade; cidades; municipio;
    freguesia cidade`,
  region: `
    uf; distrito; província; região; estado uf; estado província; estado região; estado sigla; região estado;
    uf estado; estado distrito; sigla do estado`,
  state_or_status: 'estado',
  county: 'concelho; comarca; microrregião',
  postal_code: `
    cep; código postal; cód postal; codigo postal; cp; c p; cod postal; código de endereçamento postal;
    cep código postal`,
  country: 'país; pais; código do país; nação; país região; país de residência; código país',
  industry: `
    segmento; segmentos; indústria; setor; sector; ramo; ramo de atividade; segmento de mercado; setor de atividade;
    área de atuação; segmento da empresa; ramo de actividade; sector de actividade; setor de atuação; indústrias;
    tipo de indústria; segmento de atuação; atividade econômica; ramo de atuação; atividade principal`,
  employees: `
    funcionários; número de funcionários; nº de funcionários; quantidade de funcionários; colaboradores;
    tamanho da empresa; número de colaboradores; porte; empregados; num funcionários; número de empregados;
    porte da empresa; n de funcionários; nº funcionários; qtd funcionários; qtde funcionários;
    faixa de funcionários; nº de colaboradores; tamanho; total de funcionários; quantidade de colaboradores`,
  revenue: `
    receita anual; faturamento anual; receita; volume de negócios; faturação anual; receitas anuais;
    faturamento da empresa; volume de faturamento; faturamento estimado; facturação anual; faixa de faturamento;
    rendimento anual empresa; receita da empresa`,
  description: `
    resumo; descrição; comentário; comentários; observação; observações; informações adicionais; detalhes; informações;
    sobre; obs; memo; informação; mais informações; descricao; detalhe; info; informação adicional;
    informações complementares; anotações; anotação; outras informações; histórico info`,
  note: 'nota; notas; conteúdo',
  parent: `
    empresa mãe; conta principal; matriz; empresa matriz; conta pai; grupo econômico; empresa controladora;
    empresa principal; organização principal; membro de; empresa pai; filial de; conta mãe`,
  id: 'id; identificador; chave; identificação; código id; id único',
  external_id: 'id externo; identificador externo; código externo; código integração; id antigo',
  number: 'número; núm; nro',
  code: 'código; cód; cod; sigla',
  type: 'tipo; espécie',
  status: `
    situação; status; estado atual; estado do negócio; estado do contato; estatuto; estado do lead;
    estado do contacto; situacao`,
  stage: `
    etapa; fase; estágio; fase de venda; etapa do funil; etapa de venda; estágio da venda; etapa do negócio;
    fase do negócio; estágio do negócio; fase da venda; etapa da negociação; fase de vendas; etapa de vendas;
    fase da oportunidade; estágio da oportunidade; fase do funil; estágio de venda`,
  lifecycle: 'ciclo de vida; estágio do ciclo de vida; fase do ciclo de vida; etapa do ciclo de vida',
  source: 'fonte; origem; procedência',
  lead_source: `
    fonte do lead; origem do lead; fonte de lead; canal de origem; como nos conheceu; origem do contato;
    fonte original; canal; origem do contacto; origem do cliente; origem da oportunidade; canal de aquisição;
    origem canal de origem; fonte da oportunidade; origem do negócio; origem cliente; mídia;
    fonte do cliente potencial; origem lead; como conheceu; fonte do negócio; como ficou sabendo; canal de vendas;
    fonte do prospect; fonte do contato; meio de contato origem`,
  tags: 'etiquetas; tags; marcadores; palavras chave; rótulos; etiqueta; marcador; tag',
  category: 'categoria; grupo; classificação',
  groups: 'categorias; grupos',
  owner: `
    proprietário; responsável; atribuído a; vendedor; dono; consultor; gerente de conta; encarregado;
    proprietário do contato; proprietário do negócio; executivo; executivo de contas; corretor; representante;
    atribuído; gestor; comercial responsável; usuário responsável; vendedor responsável; responsável pelo negócio;
    utilizador responsável; designado para; responsável comercial; atendente; executivo de vendas;
    proprietário do registro; utilizador atribuído; gestor de conta; assessor; proprietário da conta;
    usuário proprietário; gerente de contas`,
  created: `
    criado; criado em; data de criação; data criação; data de cadastro; cadastrado em; adicionado em; data cadastro;
    negócio criado em; data de registo; data de registro; data de entrada; criação; data da criação;
    data de inclusão; data inclusão; inscrito em; data de inscrição; hora de criação; adicionado; registado em;
    registrado em; cliente desde; data de adesão; data do cadastro; dt cadastro; dt criação; cadastro;
    data hora de criação; data e hora de criação; criada em; incluído em; data de ingresso; data entrada;
    data de abertura; membro desde; data de adição; horário de criação`,
  updated: `
    modificado; modificado em; data de modificação; atualizado; atualizado em; última modificação;
    última atualização; alterado em; data de atualização; data de alteração; actualizado em; última alteração;
    data modificação; data da última modificação; data atualização; data da última atualização; hora da modificação;
    editado em; modificação; atualização; data alteração; data da última alteração; dt atualização; dt alteração;
    data de última atualização; alterado; última edição; hora de modificação; data e hora de modificação;
    modificada em; atualizada em`,
  date: 'data; dia; dt',
  time: 'hora; horário',
  birthday: `
    aniversário; data de nascimento; nascimento; data nascimento; nascido em; dt nascimento; data de aniversário;
    data nasc; dt nasc; dn; data aniversário; niver`,
  amount: `
    valor; valor único; montante; quantia; valor do negócio; preço; total; receita esperada; valor total; valor estimado;
    valor da oportunidade; valor da proposta; valor da venda; quantia total; valor previsto; receita prevista;
    valor do contrato; receita estimada; importância; valor negociado; valor venda; valor de venda; valor final;
    montante total; valor negócio`,
  currency: 'moeda; divisa; código da moeda; moeda do negócio',
  pipeline: `
    funil; pipeline; funil de vendas; processo de vendas; pipeline de vendas; funil de venda; processo de venda`,
  probability: `
    probabilidade; chance; probabilidade de fechamento; probabilidade de fecho; chance de sucesso;
    probabilidade de ganho; chances; probabilidade de sucesso; chance de fechamento; probabilidade de venda;
    temperatura probabilidade; percentual de chance; probabilidade de ganhar`,
  close: `
    fechamento; data de fechamento; fecho; data de fecho; fechado em; negócio fechado em; fechado; data fechamento;
    data da venda; data de encerramento; encerramento; data do fechamento; concluído em negócio; encerrado em;
    data de conclusão da venda; data venda; data de venda; data de ganho ou perda; data da assinatura; data fecho`,
  won: 'ganho; ganho em; data do ganho; negócio ganho em; data de ganho; ganhos; ganha em; ganha; vendido em',
  lost: 'perdido; perdido em; data da perda; data de perda; perdida; perda; perdida em; data perda',
  reason: 'motivo; razão; causa',
  lost_reason: `
    motivo da perda; razão da perda; motivo de perda; motivo perda; razão de perda; motivo do perdido;
    motivo da recusa; causa da perda; motivo perdido; motivo de perda do negócio; motivo da desistência;
    justificativa de perda; razão perdido`,
  next_step: `
    próximo passo; próxima etapa; próxima ação; próximos passos; próxima acção; passo seguinte; próximas ações`,
  subject: 'assunto; tema; título da tarefa; título da atividade; nome da tarefa; nome da atividade',
  body: 'texto; mensagem; corpo; conteúdo da mensagem; ata',
  due: `
    vencimento; data de vencimento; data limite; prazo; data prevista; data da atividade; data agendada;
    agendado para; data de conclusão prevista; data atividade; data da tarefa; data vencimento; programado para;
    data e hora; data da reunião`,
  done: 'concluído; feito; concluída; completado; finalizado; realizado; finalizada; realizada; completo; feita',
  done_at: `
    concluído em; data de conclusão; concluída em; finalizado em; realizado em; data conclusão; data da conclusão;
    completado em; data de finalização; data de realização; marcado como concluído`,
  start: `
    início; data de início; hora de início; começo; data início; data inicial; hora inicial; data e hora de início;
    início em; dt início; começa em`,
  end: `
    fim; data de fim; hora de fim; término; data de término; data final; hora final; hora de término; data fim;
    data término; termina em`,
  duration: `
    duração; duração minutos; duração em minutos; tempo gasto; duração da chamada; duração da ligação; minutos`,
  priority: 'prioridade; urgência',
  direction: 'direção; sentido',
  outcome: 'resultado; desfecho',
  location: 'local; localização; lugar',
  opt_in: `
    newsletter; inscrito; aceita emails; boletim; aceita e-mails; inscrito na newsletter; aceita marketing; opt in;
    subscrito; aceita receber emails; aceita receber e mails; assina newsletter; recebe newsletter;
    aceita newsletter; aceita comunicação; receber newsletter; receber e mails; autoriza e mail; autoriza envio;
    email marketing; aceita promoções; subscritor newsletter; deseja receber newsletter`,
  opt_out: `
    descadastrado; não enviar email; não enviar e-mail; cancelou inscrição; opt out; descadastrou;
    não deseja receber e mails; não receber e mail; não enviar emails; desinscrito; cancelar assinatura;
    descadastro; recusa e mail; recusou emails; não aceita emails; optou por não receber e mail; rejeita e mails;
    bloqueado email; cancelamento de inscrição; recusa de email; não deseja email`,
  do_not_call: `
    não ligar; não contatar; não contactar; não telefonar; não perturbe; não perturbar; não ligue; não chamar;
    bloqueado para ligação;
    recusa chamada; recusa ligações; recusa ligação`,
  consent: `
    consentimento; lgpd; rgpd; base legal; consentimento lgpd; aceite lgpd; política de privacidade;
    termo de consentimento; estado do consentimento; status lgpd; base legal para o processamento;
    base legal para tratamento; consentimento rgpd; origem do consentimento; fonte do consentimento;
    autorização lgpd`,
  language: 'idioma; língua; idioma preferido; idiomas',
  related: 'relacionado a; relacionado com; associado a; vinculado a',
  filler: `
    no; normalizado; formatado; limpo; de; do; da; dos; das; e; ou; o; a; os; as; em; na; nos; nas; por; para; com;
    um; uma; ao; à; se; campo; obrigatório; dd mm aaaa; é; que; dados; desde; ficha; s; qual; seu; sua; r; rs;
    reais; brl; informações de contato; dados do cliente; dados de contato; registro; pelo; pela; foi`,
  custom: `
    secretária; nome do meio; segundo nome; sufixo; apelido alcunha; sexo; gênero; género; estado civil; cônjuge;
    conjuge; esposa; esposo; filhos; nacionalidade; naturalidade; hobby; hobbies; profissão; profissao;
    escolaridade; formação; iniciais; assistente; nome do assistente; telefone do assistente; chefe; gerente;
    supervisor; reporta a; cpf; cnpj; cpf cnpj; cnpj cpf; rg; nif; contribuinte; nº contribuinte;
    número de contribuinte; nipc; inscrição estadual; inscrição municipal; ie; documento; tipo de documento; cnae;
    regime tributário; natureza jurídica; capital social; iban; banco; conta bancária; agência;
    condições de pagamento; forma de pagamento; método de pagamento; prazo de pagamento; desconto;
    limite de crédito; crédito; tabela de preços; tipo de cliente; tipo de conta; tipo de empresa; tipo cliente;
    tipo de contato; tipo de contacto; tipo de pessoa; tipo pessoa; qualificação; avaliação; pontuação;
    classificação lead; temperatura; score; ano de fundação; data de fundação; fundação;
    data de abertura da empresa; caixa postal; apartado; bairro; freguesia; número da casa; número endereço; zona;
    território; filial; ramal; extensão; ponto de referência; skype; facebook; twitter; instagram; whatsapp; pager;
    concorrente; concorrentes; acompanhamento; data de acompanhamento; próximo contato; próximo contacto;
    data do próximo contato; retorno; data de retorno; ponderado; valor ponderado; receita ponderada; quantidade;
    qtd; qtde; unidades; preço unitário; valor unitário; margem; custo; lucro; comissão; nome do produto; campanha;
    utm source; contrato; data do contrato; início do contrato; fim do contrato; número do contrato; vigência;
    número da fatura; nota fiscal; número da proposta; proposta; orçamento; pedido; número do pedido; fornecedor;
    referência; ref; indicado por; indicação; recomendado por; interesse; interesses; produto de interesse; curso;
    programa; turma; matrícula; nível; grau; idade; local de nascimento; nome da mãe; nome do pai;
    responsável legal; equipe; equipa; veículo; imóvel; tipo de imóvel; metragem; quartos; plano; mensalidade;
    pagamento; pago; doação; donativo; quota; quotas; especialidade; horário de contato; preferência de contato;
    turno; recorrência; mrr; receita recorrente; valor mensal; implantação; setup; estado de origem;
    motivo de desqualificação; data de qualificação; quem indicou;
    nome de usuário; nome de utilizador;
    interessado em`,
  ignore: `
    criado por; criador; modificado por; atualizado por; alterado por; última atividade; último contato;
    último contacto; data do último contato; última ligação; última visita; próxima atividade; próxima reunião;
    número de atividades; total de atividades; excluído; eliminado; arquivado; apagado; latitude; longitude; foto;
    imagem; logo; visível para; tipo de e-mail; tipo de telefone; data da última atividade;
    data da próxima atividade; cadastrado por; registrado por; adicionado por; autor; lembrete; avatar; senha;
    última interação; data última interação; última conversão; primeira conversão; importado em; atividades a fazer;
    atividades concluídas; número de contatos; coordenadas; último e mail; convertido; dias sem contato;
    dias no funil; data da última alteração de etapa; última mudança de etapa; tempo na etapa`,
};
